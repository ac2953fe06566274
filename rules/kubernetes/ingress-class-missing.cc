#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {

extern constinit const Rule ingress_class_missing = {
    .severity = Severity::info,
    .group = Group::correctness,
    .replaces = {"deprecated-annotation"},
    .check =
        [](const Object& object, Context& ctx) {
          constexpr std::string_view kAnnotation = "kubernetes.io/ingress.class";
          const Value name = object["spec"]["ingressClassName"];
          const Value annotations = object.metadata["annotations"], annotation = annotations[kAnnotation];
          if (!is_one_of(object, {"Ingress"}) || annotations.templated()) return;
          if (annotation.present() && name.present()) {
            if (annotation.templated() || name.templated()) return;
            ctx.report(annotation.key_span(), "an Ingress with both this and 'ingressClassName' is rejected")
                .severity(Severity::error)
                .note(name.span(), "the other one");
          } else if (ctx.unasked() || !name.missing() || object.version != "v1") {
            return;
          } else if (annotation.present()) {
            Report report = ctx.report(annotation.key_span(), "the class belongs into 'ingressClassName'");
            const auto added =
                set(object.root, {"spec", "ingressClassName"}, ctx.source().text(annotation.span()), ctx.source());
            const auto removed = erase(object.metadata, {"annotations", kAnnotation}, ctx.source());
            if (added && removed && !annotation.templated())
              report.suggest("move it to 'ingressClassName'", {*removed, *added});
          } else {
            ctx.report(name.span(), "the Ingress names no class, so it depends on the default of the cluster");
          }
        },
};

}  // namespace plimsoll::kubernetes
