#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule ingress_nginx_snippets_enabled = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kyverno:disallow-ingress-nginx-custom-snippets",
                "kyverno:check-ingress-nginx-controller-version-and-annotation-policy", "terrascan:AC_K8S_0050"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "ConfigMap")) return;
          const Value snippets = object["data"]["allow-snippet-annotations"],
                      risk = object["data"]["annotations-risk-level"];
          if (snippets.is("true")) {
            Report report =
                ctx.report(snippets.span(), "everybody who may write an Ingress can run code in the controller");
            if (const auto edit = set_text(snippets, "false")) report.suggest("set it to false", *edit);
          }
          if (risk.is("Critical"))
            ctx.report(risk.span(), "annotations that run code in the controller are let in; use 'High' or less");
        },
};

}  // namespace plimsoll::kubernetes
