#include <algorithm>

#include "context.h"
#include "kubernetes/security.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

// The container that an annotation is for, by its key; empty if it is for none.
std::string_view container_in(std::string_view key) {
  constexpr std::string_view kLogs = "co.elastic.logs.";
  for (std::string_view prefix :
       {kAppArmorAnnotation, std::string_view("container.seccomp.security.alpha.kubernetes.io/")})
    if (key.starts_with(prefix)) return key.substr(prefix.size());
  if (!key.starts_with(kLogs) || key.find('/') == key.npos) return {};
  return key.substr(kLogs.size(), key.find('/') - kLogs.size());
}

}  // namespace

extern constinit const Rule annotation_names_unknown_container = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          std::vector<std::string_view> names;
          for (const Container& container : workload.containers) {
            const Value name = container["name"];
            if (!name.is_scalar() || name.templated()) return;
            names.push_back(name.string());
          }
          if (names.empty() || workload.steps || workload.pod_spec.node()->partial) return;
          for (const auto& [key, value] : workload.pod_metadata["annotations"].entries()) {
            const bool by_value = key.is("kubectl.kubernetes.io/default-container");
            const Value& place = by_value ? value : key;
            const std::string_view name = by_value ? value.string() : container_in(key.string());
            if (name.empty() || place.templated() || std::find(names.begin(), names.end(), name) != names.end())
              continue;
            const auto meant = closest(name, names);
            ctx.report(place.span(), "the pod has no container '{}', so this has no effect{}", name,
                       meant ? fmt::format("; did you mean '{}'?", *meant) : "");
          }
        },
};

}  // namespace plimsoll::kubernetes
