#include <algorithm>
#include <map>
#include <tuple>

#include "context.h"
#include "image.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

// The last word for an environment in a path or the name of a namespace; empty if there is none.
std::string_view environment_in(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"production", "production"}, {"prod", "production"},
      {"live", "production"},       {"staging", "staging"},
      {"stage", "staging"},         {"development", "development"},
      {"dev", "development"},       {"testing", "testing"},
      {"test", "testing"},          {"qa", "testing"}};
  std::string_view found;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("/-_."), text.size());
    for (const auto& [word, name] : kWords) {
      if (text.substr(0, end) == word) found = name;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

std::string registry_of(const ContainerSummary& container) {
  return std::string(split_image(container.image).effective_registry());
}

std::string_view environment_of(const Project& project, const ObjectSummary& object) {
  const std::string_view of_space = environment_in(object.namespace_);
  return of_space.empty() ? environment_in(project.path_of(object)) : of_space;
}

struct Seen {
  const ObjectSummary* object;
  const ContainerSummary* container;
  std::string_view environment;
};

}  // namespace

extern constinit const Rule environment_drift = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .aliases = {"kyverno:ensure-production-matches-staging"},
    .check =
        [](const Project& project, Context& ctx) {
          std::map<std::tuple<std::string_view, std::string_view, std::string_view>, Seen> seen;
          for (const ObjectSummary& object : project.objects) {
            const std::string_view environment = environment_of(project, object);
            if (environment.empty() || !object.details) continue;
            for (const PodSummary& pod : object.details->pods) {
              for (const ContainerSummary& container : pod.containers) {
                const Seen& first = seen.try_emplace({object.kind_name, object.name, container.name},
                                                     Seen{&object, &container, environment})
                                        .first->second;
                if (first.environment == environment) continue;
                if (!container.image.empty() && !first.container->image.empty() &&
                    registry_of(container) != registry_of(*first.container)) {
                  ctx.report(project.at(object, container.image_place),
                             "container '{}' comes from another registry than in {}", container.name, first.environment)
                      .note(project.at(*first.object, first.container->image_place), "the image there");
                }
                if (first.container->posture == container.posture) continue;
                ctx.report(project.at(object, container.place),
                           "container '{}' has other security settings, probes or resources than in {}", container.name,
                           first.environment)
                    .note(project.at(*first.object, first.container->place), "the container there");
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
