#include "kubernetes/volume_names.h"

#include "kubernetes/claims.h"

namespace plimsoll::kubernetes {

std::optional<std::vector<std::string_view>> volume_names_of(const Workload& workload) {
  const Object& object = *workload.object;
  const bool known = is_built_in_group(object.group) || object.group == "apps.openshift.io" ||
                     object.group == "argoproj.io" || object.group == "serving.knative.dev";
  const Value volumes = workload["volumes"];
  if (!known || workload.steps || object.root.node()->partial || workload.pod_spec.node()->partial ||
      volumes.templated() || (!volumes.missing() && !volumes.is_list()))
    return std::nullopt;
  std::vector<std::string_view> names;
  auto add = [&](const Value& name) {
    if (name.templated() || !name.is_scalar()) return false;
    names.push_back(name.string());
    return true;
  };
  for (const Value& volume : volumes.items())
    if (!add(volume["name"])) return std::nullopt;
  for (const Value& claim : claim_templates_of(object))
    if (!add(claim["metadata"]["name"])) return std::nullopt;
  return names;
}

}  // namespace plimsoll::kubernetes
