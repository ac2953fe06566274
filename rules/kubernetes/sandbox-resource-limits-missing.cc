#include "context.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/quantity.h"
#include "kubernetes/sandbox.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> cpu_max{"cpu-max", "the most that a sandbox may have, a quantity", "",
                                                 quantity_problem};
constinit const Option<std::string_view> memory_max{"memory-max", "the most that a sandbox may have, a quantity", "",
                                                    quantity_problem};

}  // namespace

extern constinit const Rule sandbox_resource_limits_missing = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kubescape:C-0303"},
    .replaces = {"missing-cpu-limit", "missing-memory-limit"},
    .options = {&cpu_max, &memory_max},
    .check =
        [](const Container& container, Context& ctx) {
          if (!is_sandbox(*container.workload->object) || container.role == Container::Role::ephemeral) return;
          const auto check = [&](const char* resource, const char* what, std::string_view most) {
            const auto limit = container.value.known({"resources", "limits", resource});
            if (!limit) return;
            if (limit->missing()) {
              ctx.report(container.place(),
                         "container '{}' of a sandbox has no {} limit, so what runs in it may take all",
                         container.name(), what)
                  .covers(container.value.span());
              return;
            }
            const auto amount = parse_quantity(limit->string()), allowed = parse_quantity(most);
            if (!amount.value) {
              ctx.report(limit->span(), "'{}' is no {} limit: {}", limit->string(), what, amount.problem);
            } else if (allowed.value && *amount.value > *allowed.value) {
              ctx.report(limit->span(), "{} limit '{}' is more than '{}', the most for a sandbox", what,
                         limit->string(), most);
            }
          };
          check("cpu", "CPU", ctx[cpu_max]);
          check("memory", "memory", ctx[memory_max]);
        },
};

}  // namespace plimsoll::kubernetes
