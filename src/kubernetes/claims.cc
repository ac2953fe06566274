#include "kubernetes/claims.h"

namespace plimsoll::kubernetes {

std::vector<Value> claim_templates_of(const Object& object) {
  const bool has_some =
      object.kind_name == "StatefulSet" && (is_built_in_group(object.group) || object.group == "apps.kruise.io");
  return has_some ? object["spec"]["volumeClaimTemplates"].items() : std::vector<Value>();
}

}  // namespace plimsoll::kubernetes
