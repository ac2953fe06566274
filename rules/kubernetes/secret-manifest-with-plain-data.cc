#include "context.h"
#include "glob.h"
#include "kubernetes/secret_data.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allow_names{
    "allow-names", "Secrets that may be in the repository; \"*\" is any text", {}};

// The controller of service accounts fills it.
bool is_generated(const Object& object) {
  return !object.metadata["annotations"]["kubernetes.io/service-account.name"].missing();
}

// Argo CD keeps the addresses of repositories and clusters in Secrets, with a login or without.
bool may_hold_secret(const Object& object, std::string_view key) {
  if (object.metadata["labels"]["argocd.argoproj.io/secret-type"].missing()) return true;
  return is_secret_name(key) || key == "config" || key.ends_with("Key");
}

}  // namespace

extern constinit const Rule secret_manifest_with_plain_data = {
    .severity = Severity::warning,
    .group = Group::secrets,
    .aliases = {"kics:Using Kubernetes Native Secret Management", "kics:b9c83569-459b-4110-8f79-6305aa33cb37",
                "kubescape:C-0208", "kubescape:C-0234", "cis-kubernetes:5.4.2", "semgrep:secrets-in-config-file"},
    .options = {&allow_names},
    .check =
        [](const Object& object, Context& ctx) {
          if (fits_any(ctx[allow_names], object.name) || is_generated(object)) return;
          for (const SecretEntry& entry : secret_entries_of(object)) {
            if (is_public_material(entry.content) || !may_hold_secret(object, entry.key.string())) continue;
            ctx.report(entry.value.span(), "Secret '{}' keeps its data in the manifest{}", object.name,
                       entry.encoded ? "; Base64 is no encryption" : " in plain text")
                .hide(entry.value.span());
            return;
          }
        },
};

}  // namespace plimsoll::kubernetes
