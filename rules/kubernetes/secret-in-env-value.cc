#include "context.h"
#include "glob.h"
#include "kubernetes/workload.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> names{"names", "further variables that hold secrets; \"*\" is any text", {}};
constinit const Option<Names> allowed_names{"allowed-names", "variables that hold none", {}};
constinit const Option<Names> allowed_values{"allowed-values", "values that are none", {}};

// A row of one sign may hide a value for readers, but the cluster takes it as it stands.
std::optional<Secret> masked(std::string_view name, std::string_view value) {
  const SecretName said = secret_name(name);
  const bool row = value.size() > 3 && value.find_first_not_of(value[0]) == value.npos;
  if (said.certainty != SecretName::Certainty::certain || !row || (value[0] != 'x' && value[0] != '*')) return {};
  return Secret{said.what, 0, value.size(), Secret::Evidence::weak};
}

}  // namespace

extern constinit const Rule secret_in_env_value = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"kube-linter:env-var-secret", "polaris:sensitiveContainerEnvVar", "kubescape:C-0012",
                "kubescape:C-0259", "nsa:C-0012", "sonar:S2068", "sonar:S6418"},
    .replaces = {"credential-in-url"},
    .options = {&names, &allowed_names, &allowed_values},
    .check =
        [](const Container& container, Context& ctx) {
          for (const Value& entry : container["env"].items()) {
            const Value name = entry["name"], value = entry["value"];
            if (!name.is_scalar() || !value.is_scalar() || fits_any(ctx[allowed_names], name.string())) continue;
            const MappedText text = value.mapped(ctx.source());
            // A name that the configuration calls secret makes any value one.
            const bool named = fits_any(ctx[names], name.string());
            auto secret = secret_in_assignment(named ? "PASSWORD" : name.string(), text.text());
            if (!secret) secret = masked(name.string(), text.text());
            if (!secret || fits_any(ctx[allowed_values], text.text())) continue;
            const Span span = text.span(secret->begin, secret->end);
            const bool weak = secret->evidence == Secret::Evidence::weak;
            ctx.report(span, "environment variable '{}' holds {}{} for everyone who reads the manifest", name.string(),
                       named ? "a secret" : secret->what, weak ? ", and a weak one," : "")
                .note(name.span(), "the variable")
                .hide(span);
          }
        },
};

}  // namespace plimsoll::kubernetes
