#include <algorithm>

#include "context.h"
#include "image.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> private_registries{
    "private-registries", "registries that want a Secret: hosts, or hosts with a path", {}};

bool has_pull_secret(const ObjectSummary& object) {
  return std::any_of(object.references.begin(), object.references.end(),
                     [](const Reference& each) { return each.field == Field::pull_secret; });
}

bool is_private(std::string_view text, Names registries) {
  const ImageRef image = split_image(text);
  return std::any_of(registries.begin(), registries.end(), [&](std::string_view each) { return is_from(image, each); });
}

}  // namespace

extern constinit const Rule pod_template_drift_service_account = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .options = {&private_registries},
    .check =
        [](const Project& project, Context& ctx) {
          for (const ObjectSummary& object : project.objects) {
            if (!object.details) continue;
            for (const PodSummary& pod : object.details->pods) {
              if (pod.pull_secrets) continue;
              const auto accounts =
                  project.index->find(object, "ServiceAccount", pod.account ? pod.account->name : "default");
              if (accounts.empty() || std::any_of(accounts.begin(), accounts.end(),
                                                  [](const ObjectSummary* each) { return has_pull_secret(*each); }))
                continue;
              for (const ContainerSummary& container : pod.containers) {
                if (container.image_replaced || !is_private(container.image, ctx[private_registries])) continue;
                ctx.report(project.at(object, container.image_place),
                           "neither the pod nor its service account '{}' has a Secret for the registry of this image",
                           accounts.front()->name)
                    .note(project.at(*accounts.front()), "the service account");
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
