#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> taints{"taints", "the reserved keys", {"CriticalAddonsOnly"}};

}  // namespace

extern constinit const Rule reserved_node_taint = {
    .severity = Severity::error,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:Reserved System Pool Taints", "azure-policy:48940d92-ff05-449e-9111-e742d9280451",
                "azure-policy:Restricts the CriticalAddonsOnly taint to just the system pool.",
                "azure-policy:e16d171b-bfe5-4d79-a525-19736b396e92", "kyverno:protect-node-taints"},
    .options = {&taints},
    .check =
        [](const Object& object, Context& ctx) {
          const Value mode = object.metadata["labels"]["kubernetes.azure.com/mode"];
          if (!object.is("", "Node") || mode.is("system") || mode.templated()) return;
          for (const Value& taint : object["spec"]["taints"].items()) {
            const Value key = taint["key"];
            const Names reserved = ctx[taints];
            if (std::find(reserved.begin(), reserved.end(), key.string()) == reserved.end()) continue;
            ctx.report(key.span(), "taint '{}' is for the nodes of a system pool, and '{}' is none", key.string(),
                       object.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
