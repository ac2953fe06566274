#include "kubernetes/claims.h"

#include <fmt/format.h>

#include "kubernetes/scope.h"

namespace plimsoll::kubernetes {

std::vector<Value> claim_templates_of(const Object& object) {
  const bool has_some =
      object.kind_name == "StatefulSet" && (is_built_in_group(object.group) || object.group == "apps.kruise.io");
  return has_some ? object["spec"]["volumeClaimTemplates"].items() : std::vector<Value>();
}

std::vector<std::string> claim_facts(const Object& object, std::string_view name, bool raw) {
  std::vector<std::string> facts = homes_of(object);
  for (std::string& fact : facts) fact = fmt::format("{} claim '{}' in {}", raw ? "raw" : "file system", name, fact);
  return facts;
}

}  // namespace plimsoll::kubernetes
