#include "context.h"
#include "kubernetes/ingress_nginx.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> only{"only", "any; lua: those that run Lua; alias: those with an alias", "any",
                                              [](std::string_view text) {
                                                return choice_problem(text, {"any", "lua", "alias"});
                                              }};

bool has_lua(std::string_view text) { return text.find("lua_") != text.npos || text.find("by_lua") != text.npos; }

}  // namespace

extern constinit const Rule ingress_nginx_snippet_annotation = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"checkov:CKV_K8S_152", "checkov:CKV_K8S_153", "checkov:CKV_K8S_154", "kubescape:C-0059",
                "kyverno:check-ingress-nginx-controller-version-and-annotation-policy",
                "kyverno:disallow-ingress-nginx-custom-snippets", "kyverno:restrict-annotations",
                "terrascan:AC_K8S_0050"},
    .options = {&only},
    .check =
        [](const Object& object, Context& ctx) {
          for (const NginxAnnotation& annotation : nginx_annotations_of(object)) {
            const std::string_view text = annotation.value.string();
            const bool lua = has_lua(text), alias = has_directive(text, "alias");
            if (!annotation.is_snippet() || (ctx[only] == "lua" && !lua) || (ctx[only] == "alias" && !alias)) continue;
            ctx.report(annotation.key.span(), "'{}' {}", annotation.name,
                       lua     ? "runs code in the controller, which can read all Secrets of the cluster"
                       : alias ? "shows files of the controller, such as the token that reads all Secrets"
                               : "puts lines into the configuration of nginx, as good as code in the controller");
          }
        },
};

}  // namespace plimsoll::kubernetes
