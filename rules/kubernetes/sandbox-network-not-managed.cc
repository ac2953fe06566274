#include "context.h"
#include "kubernetes/sandbox.h"

namespace plimsoll::kubernetes {
namespace {

bool is_everything(const Value& peer) {
  const auto is_empty_map = [](const Value& map) { return map.is_map() && map.size() == 0; };
  const Value pods = peer["podSelector"], namespaces = peer["namespaceSelector"];
  const Value block = peer["ipBlock"], range = block["cidr"];
  const bool says_nothing = peer.missing() || peer.is_map();
  if (says_nothing && pods.missing() && namespaces.missing() && block.missing()) return true;
  if (is_empty_map(pods) || is_empty_map(namespaces)) return true;
  return block.is_map() && (range.missing() || range.is("0.0.0.0/0") || range.is("::/0"));
}

// The part of the rules that lets everything out; nothing if there is none.
std::optional<Span> open_end(const Value& egress) {
  for (const Value& rule : egress.items()) {
    const Value peers = rule["to"];
    if ((!rule.is_map() && !rule.missing()) || (!peers.missing() && !peers.is_list())) continue;
    if (peers.size() == 0) return peers.missing() ? rule.span() : peers.key_span();
    for (const Value& peer : peers.items()) {
      if (is_everything(peer)) return peer.span();
    }
  }
  return std::nullopt;
}

}  // namespace

extern constinit const Rule sandbox_network_not_managed = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kubescape:C-0301"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value spec = object["spec"], management = spec["networkPolicyManagement"];
          if (!is_sandbox(object) || object.kind_name != "SandboxTemplate") return;
          if (!spec.is_map() && !spec.missing()) return;
          if (!management.missing() && !management.is("Managed") && !management.templated()) {
            ctx.report(management.span(), "'{}' leaves sandboxes of '{}' without a network policy", management.string(),
                       object.name);
          }
          const Value policy = spec["networkPolicy"], egress = policy["egress"];
          if (policy.templated() || egress.templated()) return;
          if (policy.missing()) {
            ctx.report(spec.exists() ? policy.key_span() : object.place(),
                       "sandboxes of '{}' may connect to anything; list what they need in 'networkPolicy'",
                       object.name);
          } else if (!policy.is_map() || (!egress.missing() && !egress.is_list())) {
            ctx.report(policy.key_span(), "the network policy of '{}' cannot be read, so it limits nothing",
                       object.name);
          } else if (const auto open = open_end(egress)) {
            ctx.report(policy.key_span(), "sandboxes of '{}' may connect to anything", object.name)
                .note(*open, "this lets everything out");
          }
        },
};

}  // namespace plimsoll::kubernetes
