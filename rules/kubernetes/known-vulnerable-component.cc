#include "context.h"
#include "kubernetes/vulnerable_components.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> table{"table", "more of them: \"acme/gateway >=1.2 <1.4.2 CVE-2026-0001\"", {}};

}  // namespace

extern constinit const Rule known_vulnerable_component = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kubescape:C-0059", "kubescape:C-0081", "kubescape:C-0090", "kubescape:C-0091",
                "kyverno:check-ingress-nginx-controller-version-and-annotation-policy", "nsa:C-0059",
                "terrascan:AC_K8S_0050"},
    .replaces = {"ingress-nginx-end-of-life"},
    .options = {&table},
    .check =
        [](const Container& container, Context& ctx) {
          const Value value = container["image"];
          const ImageRef image = split_image(value.string());
          if (value.templated()) return;
          if (const auto known = known_flaw(image)) {
            ctx.report(value.span(), "{} '{}' has {}, which lets {}", known->component, *image.tag, known->flaw,
                       known->power);
            return;
          }
          for (std::string_view entry : ctx[table]) {
            const auto known = known_flaw_by(entry, image);
            if (!known) continue;
            ctx.report(value.span(), "image '{}' has {}", value.string(), known->flaw);
            return;
          }
        },
};

}  // namespace plimsoll::kubernetes
