#include <map>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "kubernetes/exposure.h"
#include "kubernetes/manifest.h"
#include "kubernetes/selector.h"

namespace plimsoll::kubernetes {
namespace {

using Key = std::pair<std::string, std::string>;  // a namespace, and a name or label in it

std::string home_name(std::string_view space) { return std::string(space.empty() ? "default" : space); }

// Of one Service; each is told at each place that leads to it.
constexpr size_t kMostBehind = 16;

// The pods of a file by each of their labels, and its Services by name.
struct Places {
  struct Pods {
    Labels labels;
    const Object* object;
  };
  std::multimap<Key, Pods> pods;
  std::map<Key, Selector> services;

  explicit Places(const Manifest& manifest) {
    for (const std::vector<Workload>& workloads : manifest.workloads) {
      for (const Workload& workload : workloads) {
        const auto labels = labels_of(workload.pod_metadata["labels"]);
        if (!labels) continue;
        for (const auto& [name, value] : *labels)
          pods.emplace(Key(home_name(workload.object->namespace_), name + "=" + value), Pods{*labels, workload.object});
      }
    }
    for (const Object& object : manifest.objects) {
      const auto selector = object.is("", "Service") ? plain_selector_of(object["spec"]["selector"]) : std::nullopt;
      if (selector) services.emplace(Key(home_name(object.namespace_), object.name), *selector);
    }
  }

  // What the Service sends requests to, as far as the file has it.
  std::vector<const Object*> behind(const std::string& home, std::string_view service) const {
    std::vector<const Object*> objects;
    const auto found = services.find(Key(home, service));
    if (found == services.end() || found->second.requirements.empty()) return objects;
    const auto& first = found->second.requirements.front();
    const auto [begin, end] = pods.equal_range(Key(home, first.key + "=" + first.values.front()));
    for (auto each = begin; each != end && objects.size() < kMostBehind; ++each)
      if (found->second.matches(each->second.labels)) objects.push_back(each->second.object);
    return objects;
  }
};

}  // namespace

extern constinit const Rule workload_exposed_to_internet = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kics:Ingress Controller Exposes Workload", "kics:69bbc5e3-0818-4150-89cc-1e989b48f23b",
                "kubescape:C-0256", "kubescape:C-0266"},
    .check =
        [](const Manifest& manifest, Context& ctx) {
          const Places places(manifest);
          for (const Object& object : manifest.objects) {
            for (const Exposure& exposure : exposures_of(object)) {
              const std::string_view space = exposure.space.empty() ? object.namespace_ : exposure.space;
              for (const Object* target : places.behind(home_name(space), exposure.service)) {
                ctx.report(exposure.place.span(), "{} '{}' can be reached from outside of the cluster, by Service '{}'",
                           target->kind_name, target->name, exposure.service)
                    .note(target->place(), "what can be reached");
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
