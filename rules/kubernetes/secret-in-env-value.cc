#include "context.h"
#include "glob.h"
#include "kubernetes/workload.h"
#include "secrets.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> names{"names", "further variables that hold secrets; \"*\" is any text", {}};
constinit const Option<Names> values{"values", "further values that are secrets; \"*\" is any text", {}};
constinit const Option<Names> allowed_names{"allowed-names", "variables that hold none", {}};
constinit const Option<Names> allowed_values{"allowed-values", "values that are none", {}};

}  // namespace

extern constinit const Rule secret_in_env_value = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"kube-linter:env-var-secret", "polaris:sensitiveContainerEnvVar", "kubescape:C-0012",
                "kubescape:C-0259", "nsa:C-0012", "sonar:S2068", "sonar:S6418"},
    .replaces = {"credential-in-url"},
    .options = {&names, &values, &allowed_names, &allowed_values},
    .check =
        [](const Container& container, Context& ctx) {
          for (const Value& entry : container["env"].items()) {
            const Value name = entry["name"], value = entry["value"];
            if (!name.is_scalar() || !value.is_scalar() || fits_any(ctx[allowed_names], name.string())) continue;
            const MappedText text = value.mapped(ctx.source());
            // What the configuration calls secret is one under any name, and a name makes any value one.
            const bool valued = !text.text().empty() && fits_any(ctx[values], text.text());
            const bool named = valued || fits_any(ctx[names], name.string());
            const auto secret = valued
                                    ? std::optional(Secret{"a secret", 0, text.text().size(), Secret::Evidence::format})
                                    : literal_secret(named ? "PASSWORD" : name.string(), text.text());
            if (!secret || fits_any(ctx[allowed_values], text.text())) continue;
            const Span span = text.span(secret->begin, secret->end);
            const bool weak = secret->evidence == Secret::Evidence::weak;
            const bool known = weak && secret->what.starts_with("a pass") &&
                               is_default_password(text.text().substr(secret->begin, secret->end - secret->begin));
            Report report =
                known
                    ? ctx.report(span, "environment variable '{}' holds a default password, which everyone tries first",
                                 name.string())
                    : ctx.report(span, "environment variable '{}' holds {}{} for everyone who reads the manifest",
                                 name.string(), named ? "a secret" : secret->what, weak ? ", and a weak one," : "");
            report.note(name.span(), "the variable").hide(span);
          }
        },
};

}  // namespace plimsoll::kubernetes
