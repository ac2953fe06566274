#include "context.h"
#include "glob.h"
#include "kubernetes/sandbox.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> runtime_classes{
    "runtime-classes", "classes that keep a sandbox from the kernel; \"*\" is any text", {"gvisor", "kata", "kata-*"}};

}  // namespace

extern constinit const Rule sandbox_runtime_not_hardened = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kubescape:C-0297"},
    .options = {&runtime_classes},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value runtime = workload["runtimeClassName"];
          if (!is_sandbox(*workload.object) || runtime.templated() || runtime.is_list() || runtime.is_map()) return;
          if (runtime.missing() || runtime.string().empty()) {
            ctx.report(runtime.span(),
                       "sandbox '{}' shares the kernel of its node; name a runtime class such as gvisor",
                       workload.object->name);
          } else if (!fits_any(ctx[runtime_classes], runtime.string())) {
            ctx.report(runtime.span(),
                       "runtime class '{}' is not known to keep the sandbox from the kernel of its node",
                       runtime.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
