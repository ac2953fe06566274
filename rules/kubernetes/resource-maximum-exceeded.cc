#include "context.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

struct Bounds {
  std::string_view list, resource, what;
  Option<std::string_view> most, least;
};
constinit const Bounds kBounds[] = {
    {"limits",
     "cpu",
     "CPU limit",
     {"cpu-max", "the greatest CPU limit, such as 2", "", quantity_problem},
     {"cpu-min", "the least CPU limit", "", quantity_problem}},
    {"limits",
     "memory",
     "memory limit",
     {"memory-max", "the greatest memory limit, such as 4Gi", "", quantity_problem},
     {"memory-min", "the least memory limit", "", quantity_problem}},
    {"requests",
     "cpu",
     "CPU request",
     {"cpu-request-max", "the greatest CPU request", "", quantity_problem},
     {"cpu-request-min", "the least CPU request", "", quantity_problem}},
    {"requests",
     "memory",
     "memory request",
     {"memory-request-max", "the greatest memory request", "", quantity_problem},
     {"memory-request-min", "the least memory request", "", quantity_problem}},
};

void check(const Bounds& bounds, const Container& container, Context& ctx) {
  const auto most = parse_quantity(ctx[bounds.most]).value, least = parse_quantity(ctx[bounds.least]).value;
  const bool limited = most && !most->negative();
  const Amount amount = amount_of(container, bounds.list, bounds.resource);
  if ((!limited && !least) || amount.unknown) return;
  const std::string_view written = amount.value.string();
  if (amount.missing()) {
    if (!limited || !container.workload->pod_spec["resources"][bounds.list][bounds.resource].missing()) return;
    ctx.report(container.place(), "container '{}' has no {}, which must be '{}' at most", container.name(), bounds.what,
               ctx[bounds.most]);
  } else if (!amount.quantity) {
    ctx.report(amount.value.span(), "the {} '{}' of container '{}' is no quantity", bounds.what, written,
               container.name());
  } else if (limited && *amount.quantity > *most) {
    ctx.report(amount.value.span(), "the {} '{}' of container '{}' is more than '{}'", bounds.what, written,
               container.name(), ctx[bounds.most]);
  } else if (least && *amount.quantity < *least) {
    ctx.report(amount.value.span(), "the {} '{}' of container '{}' is less than '{}'", bounds.what, written,
               container.name(), ctx[bounds.least]);
  }
}

}  // namespace

extern constinit const Rule resource_maximum_exceeded = {
    .severity = Severity::error,
    .group = Group::policy,
    .aliases = {"polaris:resourceRange", "kube-linter:cpu-requirements", "kube-linter:memory-requirements",
                "kubescape:C-0004", "kubescape:C-0050",
                "azure-policy:Kubernetes cluster containers CPU and memory resource limits should not exceed the "
                "specified limits",
                "azure-policy:e345eecc-fa47-480f-9e88-67dcc122b164", "gatekeeper:general/containerlimits",
                "gatekeeper:general/containerrequests"},
    .options = {&kBounds[0].most, &kBounds[0].least, &kBounds[1].most, &kBounds[1].least, &kBounds[2].most,
                &kBounds[2].least, &kBounds[3].most, &kBounds[3].least},
    .check =
        [](const Container& container, Context& ctx) {
          if (container.role == Container::Role::ephemeral) return;
          for (const Bounds& bounds : kBounds) check(bounds, container, ctx);
        },
};

}  // namespace plimsoll::kubernetes
