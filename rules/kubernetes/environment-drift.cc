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

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Seen {
  const ObjectSummary* object;
  const ContainerSummary* container;
  std::string_view environment;
};

// What the one has and the other has not.
std::string in_words(std::string_view here, std::string_view there, std::string_view environment) {
  if (there.empty()) return fmt::format("set here, but not in {}", environment);
  if (here.empty()) return fmt::format("missing here, but not in {}", environment);
  return fmt::format("'{}' here and '{}' in {}", here, there, environment);
}

struct Difference {
  std::string settings;  // those of one place that differ in the same way
  std::string words;
  Span here, there;
};

std::vector<Difference> differences(const ContainerSummary& here, const ContainerSummary& there,
                                    std::string_view environment) {
  const auto ours = lines_of(here.posture), theirs = lines_of(there.posture);
  std::vector<Difference> found;
  for (size_t i = 0; i < posture_settings().size(); ++i) {
    // What a template fills in is not known.
    if (ours[i] == theirs[i] || ours[i] == "?" || theirs[i] == "?") continue;
    const std::string setting = fmt::format("'{}'", posture_settings()[i]);
    const std::string words = in_words(ours[i], theirs[i], environment);
    const Span place = here.posture_places[i];
    const auto same = std::find_if(found.begin(), found.end(),
                                   [&](const Difference& each) { return each.here == place && each.words == words; });
    if (same == found.end()) {
      found.push_back({setting, words, place, there.posture_places[i]});
    } else {
      same->settings.append(", ").append(setting);
    }
  }
  return found;
}

void report_posture(const Project& project, const Seen& first, const Seen& second, Context& ctx) {
  for (const Difference& each : differences(*second.container, *first.container, first.environment)) {
    const bool one = each.settings.find(", ") == std::string::npos;
    ctx.report(project.at(*second.object, each.here), "container '{}': {} {} {}", second.container->name, each.settings,
               one ? "is" : "are", each.words)
        .note(project.at(*first.object, each.there), fmt::format("in {}", first.environment));
  }
}

void report_registry(const Project& project, const Seen& first, const Seen& second, Context& ctx) {
  const ContainerSummary &here = *second.container, &there = *first.container;
  if (here.image.empty() || there.image.empty() || here.image_replaced || there.image_replaced) return;
  if (registry_of(here) == registry_of(there)) return;
  ctx.report(project.at(*second.object, here.image_place), "container '{}' comes from another registry than in {}",
             here.name, first.environment)
      .note(project.at(*first.object, there.image_place), "the image there");
}

class Comparison {
 public:
  Comparison(const Project& project, Context& ctx) : project_(project), ctx_(ctx) {}

  // Compares the containers with those of the environment that came first.
  void add(const ObjectSummary& object) {
    const std::string_view environment = environment_of(project_, object);
    if (environment.empty() || !object.details) return;
    for (const PodSummary& pod : object.details->pods) {
      for (const ContainerSummary& container : pod.containers) {
        const Seen second{&object, &container, environment};
        const Seen& first = seen_.try_emplace({object.kind_name, object.name, container.name}, second).first->second;
        if (first.environment == environment) continue;
        report_registry(project_, first, second, ctx_);
        report_posture(project_, first, second, ctx_);
      }
    }
  }

 private:
  const Project& project_;
  Context& ctx_;
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, Seen> seen_;
};

}  // namespace

extern constinit const Rule environment_drift = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .aliases = {"kyverno:ensure-production-matches-staging"},
    .check =
        [](const Project& project, Context& ctx) {
          Comparison comparison(project, ctx);
          for (const ObjectSummary& object : project.objects) comparison.add(object);
          for (const ObjectSummary& patch : project.patches) comparison.add(patch);
        },
};

}  // namespace plimsoll::kubernetes
