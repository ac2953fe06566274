#include "kubernetes/secret_uses.h"

#include "kubernetes/security.h"

namespace plimsoll::kubernetes {

std::vector<SecretUse> secret_uses_of(const Workload& workload) {
  std::vector<SecretUse> uses;
  const auto add = [&](const Value& reference, std::string_view key) {
    if (reference.is_map()) uses.push_back({reference, reference[key]});
  };
  for (const Value& volume : volumes_of(workload)) {
    add(volume["secret"], "secretName");
    for (const Value& source : volume["projected"]["sources"].items()) add(source["secret"], "name");
  }
  for (const Container& container : workload.containers) {
    for (const Value& entry : container["env"].items()) add(entry["valueFrom"]["secretKeyRef"], "name");
    for (const Value& source : container["envFrom"].items()) add(source["secretRef"], "name");
  }
  return uses;
}

}  // namespace plimsoll::kubernetes
