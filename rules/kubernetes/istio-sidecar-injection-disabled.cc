#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> mesh{
    "mesh", "which one counts: istio, istio-ambient, linkerd or any", "any", [](std::string_view text) {
      return choice_problem(text, {"istio", "istio-ambient", "linkerd", "any"});
    }};

bool counts(std::string_view wanted, std::string_view name) { return wanted == "any" || wanted == name; }

// Nothing where it is unknown which labels there are.
std::optional<bool> joins_mesh(const Value& metadata, std::string_view wanted) {
  const auto injection = metadata.known({"labels", "istio-injection"});
  const auto revision = metadata.known({"labels", "istio.io/rev"});
  const auto mode = metadata.known({"labels", "istio.io/dataplane-mode"});
  const auto linkerd = metadata.known({"annotations", "linkerd.io/inject"});
  if (!injection || !revision || !mode || !linkerd) return std::nullopt;
  if (counts(wanted, "istio") && (injection->is("enabled") || !revision->string().empty())) return true;
  if (counts(wanted, "istio-ambient") && mode->is("ambient")) return true;
  return counts(wanted, "linkerd") && (linkerd->is("enabled") || linkerd->is("ingress"));
}

// The label or annotation by which a namespace says so itself, else its name.
Span place_of(const Object& space, std::string_view wanted) {
  const Value labels = space.metadata["labels"], notes = space.metadata["annotations"];
  const std::pair<std::string_view, Value> marks[] = {{"istio", labels["istio-injection"]},
                                                      {"istio-ambient", labels["istio.io/dataplane-mode"]},
                                                      {"linkerd", notes["linkerd.io/inject"]}};
  for (const auto& [name, mark] : marks) {
    if (counts(wanted, name) && mark.present()) return mark.span();
  }
  return space.place();
}

}  // namespace

extern constinit const Rule istio_sidecar_injection_disabled = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kyverno:istio:enforce-sidecar-injection-namespace", "kyverno:istio:enforce-ambient-mode-namespace",
                "kyverno:istio:prevent-disabling-injection-pods", "kyverno:istio:add-sidecar-injection-namespace",
                "kyverno:istio:add-ambient-mode-namespace", "kyverno:linkerd:require-linkerd-mesh-injection",
                "kyverno:linkerd:prevent-linkerd-pod-injection-override",
                "kyverno:linkerd:prevent-linkerd-port-skipping"},
    .options = {&mesh},
    .check = {
        [](const Object& object, Context& ctx) {
          if (!object.is("", "Namespace")) return;
          if (joins_mesh(object.metadata, ctx[mesh]).value_or(true)) return;
          ctx.report(place_of(object, ctx[mesh]), "Namespace '{}' is in no mesh", object.name);
        },
        [](const Workload& workload, Context& ctx) {
          const Value labels = workload.pod_metadata["labels"], notes = workload.pod_metadata["annotations"];
          for (const Value& inject : {labels["sidecar.istio.io/inject"], notes["sidecar.istio.io/inject"]}) {
            if (counts(ctx[mesh], "istio") && inject.is("false"))
              ctx.report(inject.span(), "the pod gets no sidecar, so it is outside of the mesh");
          }
          if (!counts(ctx[mesh], "linkerd")) return;
          if (notes["linkerd.io/inject"].is("disabled"))
            ctx.report(notes["linkerd.io/inject"].span(), "the pod gets no proxy, so it is outside of the mesh");
          for (const char* key : {"config.linkerd.io/skip-inbound-ports", "config.linkerd.io/skip-outbound-ports"}) {
            if (notes[key].present())
              ctx.report(notes[key].span(), "traffic of these ports goes past the proxy of the mesh");
          }
        }},
};

}  // namespace plimsoll::kubernetes
