#include "kubernetes/run_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "kubernetes/admission.h"
#include "kubernetes/claims.h"
#include "kubernetes/control_plane.h"
#include "kubernetes/relations.h"
#include "kubernetes/role.h"
#include "kubernetes/scope.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

// By provisioner, the parameter that encrypts. Their drivers read its name in any letter case.
struct Provisioner {
  std::string_view name;
  std::string_view parameter;
};
constexpr Provisioner kProvisioners[] = {
    {"ebs.csi.aws.com", "encrypted"},
    {"kubernetes.io/aws-ebs", "encrypted"},
    {"pd.csi.storage.gke.io", "disk-encryption-kms-key"},
    {"kubernetes.io/gce-pd", "disk-encryption-kms-key"},
    {"disk.csi.azure.com", "diskEncryptionSetID"},
    {"kubernetes.io/azure-disk", "diskEncryptionSetID"},
};

std::optional<Value> sub_path_of(const std::vector<Workload>& workloads) {
  for (const Workload& workload : workloads) {
    for (const Container& container : workload.containers) {
      for (const Value& mount : container["volumeMounts"].items()) {
        for (const Value& path : {mount["subPath"], mount["subPathExpr"]}) {
          if (!path.string().empty()) return path;
        }
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> defined_facts(std::string_view kind, const Object& object, std::string_view name) {
  std::vector<std::string> facts = homes_of(object);
  for (std::string& fact : facts) fact = fmt::format("defined {} '{}' in {}", kind, name, fact);
  return facts;
}
std::string unencrypted_class_fact(std::string_view name) { return fmt::format("unencrypted class {}", name); }
std::string client_authority_fact(std::string_view file) { return fmt::format("client authority {}", file); }
std::string aws_role_fact(std::string_view name) { return fmt::format("role of account {}", name); }

std::vector<RunFact> run_facts_of(const Object& object, const std::vector<Workload>& workloads) {
  std::vector<RunFact> facts = relation_facts_of(object);
  if (object.is("", "Secret") || object.is("", "ConfigMap") || object.is("", "PersistentVolumeClaim")) {
    for (std::string& fact : defined_facts(object.kind_name, object, object.name))
      facts.push_back({std::move(fact), object.place()});
  }
  const Value mode = object["spec"]["volumeMode"];
  const bool raw = mode.is("Block");
  if (object.is("", "PersistentVolumeClaim") && (raw || mode.missing() || mode.is("Filesystem"))) {
    for (std::string& fact : claim_facts(object, object.name, raw))
      facts.push_back({std::move(fact), mode.present() ? mode.span() : object.place()});
  }
  const Value parameters = object["spec"]["paramKind"];
  if (object.group == "admissionregistration.k8s.io" && parameters.present())
    facts.push_back({policy_parameters_fact(object.kind_name, object.name), parameters.key_span()});
  if (const auto missing = missing_encryption_of(object))
    facts.push_back({unencrypted_class_fact(object.name), missing->place.span()});
  const Value role = object.metadata["annotations"]["eks.amazonaws.com/role-arn"];
  if (object.is("", "ServiceAccount") && role.present()) facts.push_back({aws_role_fact(object.name), role.key_span()});
  for (const Workload& workload : workloads) {
    for (const Container& container : workload.containers) {
      const auto server = component_of(container, "kube-apiserver");
      if (const Flag* const file = server ? server->find("client-ca-file") : nullptr)
        facts.push_back({client_authority_fact(file->value), file->word.span()});
    }
  }
  if (const auto path = sub_path_of(workloads)) facts.push_back({std::string(kSubPathFact), path->span()});
  return facts;
}

std::optional<MissingEncryption> missing_encryption_of(const Object& storage_class) {
  if (!storage_class.is("storage.k8s.io", "StorageClass")) return std::nullopt;
  const std::string_view name = storage_class["provisioner"].string();
  const auto provisioner = std::find_if(std::begin(kProvisioners), std::end(kProvisioners),
                                        [&](const Provisioner& each) { return each.name == name; });
  const auto parameters = storage_class.root.known({"parameters"});
  if (provisioner == std::end(kProvisioners) || !parameters) return std::nullopt;
  for (const auto& [key, value] : parameters->entries()) {
    if (!same_letters(key.string(), provisioner->parameter)) continue;
    const bool on = provisioner->parameter != "encrypted" || same_letters(value.string(), "true");
    if (value.templated() || (on && !value.string().empty())) return std::nullopt;
    return MissingEncryption{value, provisioner->parameter, true};
  }
  return MissingEncryption{parameters->is_map() ? (*parameters)[provisioner->parameter] : storage_class["provisioner"],
                           provisioner->parameter, false};
}

}  // namespace plimsoll::kubernetes
