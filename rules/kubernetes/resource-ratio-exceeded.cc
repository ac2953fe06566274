#include "context.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> ratio{"ratio", "how many times the request a limit may be, such as 2.5", "",
                                               quantity_problem};
constinit const Option<std::string_view> cpu_ratio{"cpu-ratio", "the same for CPU, if that is another number", "",
                                                   quantity_problem};
constinit const Option<bool> require_both{"require-both", "containers need requests and limits", false};

void check(const Container& container, std::string_view resource, std::string_view ratio, Context& ctx) {
  const auto most = parse_quantity(ratio).value;
  if (!most || container.role == Container::Role::ephemeral) return;
  const Amount request = amount_of(container, "requests", resource), limit = amount_of(container, "limits", resource);
  if (request.unknown || limit.unknown) return;
  if (request.missing() || limit.missing()) {
    if (!ctx[require_both]) return;
    ctx.report(container.place(), "container '{}' has no {} {}, so nobody can tell its ratio to the {}",
               container.name(), resource, limit.missing() ? "limit" : "request",
               limit.missing() ? "request" : "limit");
  } else if (request.quantity && limit.quantity && !request.quantity->zero()) {
    // Wide enough for every amount, and exact for those that people write.
    const auto in_nanos = [](const Quantity& quantity) { return static_cast<long double>(quantity.nanos); };
    if (in_nanos(*limit.quantity) * 1e9L <= in_nanos(*request.quantity) * in_nanos(*most)) return;
    ctx.report(limit.value.span(), "the {} limit '{}' of container '{}' is more than {} times its request '{}'",
               resource, limit.value.string(), container.name(), ratio, request.value.string());
  }
}

}  // namespace

extern constinit const Rule resource_ratio_exceeded = {
    .severity = Severity::warning,
    .group = Group::policy,
    .aliases = {"gatekeeper:general/containerresourceratios", "kyverno:enforce-resources-as-ratio"},
    .options = {&ratio, &cpu_ratio, &require_both},
    .check =
        [](const Container& container, Context& ctx) {
          check(container, "memory", ctx[ratio], ctx);
          check(container, "cpu", ctx[cpu_ratio].empty() ? ctx[ratio] : ctx[cpu_ratio], ctx);
        },
};

}  // namespace plimsoll::kubernetes
