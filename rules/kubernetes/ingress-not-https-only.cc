#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/services.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> mode{
    "mode", "azure: what the Application Gateway or nginx needs; gce-annotation: the annotation allow-http", "azure",
    [](std::string_view text) {
      return choice_problem(text, {"azure", "gce-annotation"});
    }};
constinit const Option<bool> tls_optional{"tls-optional", "with gce-annotation: the annotation is enough", false};

constexpr std::string_view kAllowHttp = "kubernetes.io/ingress.allow-http";

bool may_be(const Object& ingress, std::string_view key, std::string_view value) {
  const auto found = annotation(ingress, key);
  return !found || found->is(value);
}

bool is_set(const Object& ingress, std::string_view key, std::string_view value) {
  return annotation(ingress, key) && may_be(ingress, key, value);
}

bool has_tls(const Object& ingress) { return ingress["spec"]["tls"].size() > 0; }

bool every_rule_has_host(const Object& ingress) {
  const std::vector<Value> rules = ingress["spec"]["rules"].items();
  return std::all_of(rules.begin(), rules.end(), [](const Value& rule) { return !rule["host"].string().empty(); });
}

// As the built-in policy of Azure judges; other controllers than these two pass.
bool is_https_only(const Object& ingress) {
  const auto field = ingress.root.known({"spec", "ingressClassName"});
  const auto found = annotation(ingress, "kubernetes.io/ingress.class");
  if (!field || !found) return true;
  const std::string_view name = found->present() ? found->string() : field->string();
  if (name == "azure/application-gateway" || name == "azure-application-gateway") {
    return has_tls(ingress) || has_annotation(ingress, "appgw.ingress.kubernetes.io/appgw-ssl-certificate");
  }
  if (name.find("nginx") == name.npos && name.find("webapprouting") == name.npos) return true;
  const bool redirects =
      may_be(ingress, "nginx.ingress.kubernetes.io/force-ssl-redirect", "true") ||
      (!is_set(ingress, "nginx.ingress.kubernetes.io/ssl-redirect", "false") && every_rule_has_host(ingress));
  return redirects && (has_tls(ingress) || has_annotation(ingress, "nginx.ingress.kubernetes.io/auth-tls-secret") ||
                       may_be(ingress, "nginx.ingress.kubernetes.io/ssl-passthrough", "true"));
}

}  // namespace

extern constinit const Rule ingress_not_https_only = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes clusters should be accessible only over HTTPS",
                "azure-policy:1a5b4dca-0b6f-4cf5-907c-56316bc1bf3d", "gatekeeper:general/httpsonly",
                "kyverno:require-ingress-https"},
    .options = {&mode, &tls_optional},
    .check =
        [](const Object& object, Context& ctx) {
          const auto allow_http = annotation(object, kAllowHttp);
          if (!is_ingress(object) || !allow_http || object["spec"].templated() || object["spec"]["tls"].templated())
            return;
          if (ctx[mode] != "gce-annotation") {
            if (!is_https_only(object))
              ctx.report(object["spec"].key_span(), "Ingress '{}' can be used without HTTPS", object.name);
            return;
          }
          // A boolean is a mistake of type, and the API server takes none.
          if (!allow_http->is_string() || !allow_http->is("false")) {
            Report report = ctx.report(allow_http->span(), "Ingress '{}' does not forbid plain HTTP by '{}: \"false\"'",
                                       object.name, kAllowHttp);
            if (auto edit = set(object.root, {"metadata", "annotations", kAllowHttp}, "\"false\"", ctx.source()))
              report.suggest("forbid plain HTTP", *edit);
          } else if (!ctx[tls_optional] && !has_tls(object)) {
            ctx.report(object["spec"].key_span(), "Ingress '{}' allows HTTPS alone, and has no tls for it",
                       object.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
