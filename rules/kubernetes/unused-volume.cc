#include <unordered_set>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/volume_names.h"

namespace plimsoll::kubernetes {
namespace {

// The volumes that containers mount; nothing where that cannot be told.
std::optional<std::unordered_set<std::string_view>> mounted_in(const Workload& workload) {
  std::unordered_set<std::string_view> names;
  for (const Container& container : workload.containers) {
    if (!container.value.is_map()) return std::nullopt;
    for (const char* key : {"volumeMounts", "volumeDevices"}) {
      const Value list = container[key];
      if (list.templated() || (!list.missing() && !list.is_list())) return std::nullopt;
      for (const Value& mount : list.items()) {
        if (!mount.is_map() || mount["name"].templated()) return std::nullopt;
        names.insert(mount["name"].string());
      }
    }
  }
  return names;
}

}  // namespace

extern constinit const Rule unused_volume = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          if (workload.containers.empty() || !knows_volumes(workload)) return;
          const auto mounted = mounted_in(workload);
          if (!mounted) return;
          for (const Value& volume : volumes_of(workload)) {
            const Value name = volume["name"];
            if (name.string().empty() || name.templated() || mounted->contains(name.string())) continue;
            Report report = ctx.report(name.span(), "no container mounts volume '{}'", name.string());
            if (auto edit = erase_item(workload.pod_spec, {"volumes"}, volume, ctx.source()))
              report.suggest("remove it", *edit);
          }
        },
};

}  // namespace plimsoll::kubernetes
