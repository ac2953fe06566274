#include <utility>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

void check(const Value& map, std::initializer_list<std::string_view> keys, Context& ctx) {
  for (std::string_view key : keys) {
    const Value value = map[key];
    if (value.exists() && value.missing())
      ctx.report(value.key_span(), "'{}' is empty, so it sets nothing; is what follows indented too little?", key);
  }
}

void check_context(const Value& owner, Context& ctx) {
  check(owner, {"securityContext"}, ctx);
  check(owner["securityContext"], {"capabilities", "seccompProfile", "appArmorProfile", "seLinuxOptions"}, ctx);
  check(owner["securityContext"]["capabilities"], {"drop"}, ctx);
}

void check_peers(const Value& spec, Context& ctx) {
  for (const auto& [direction, peers] : {std::pair{"ingress", "from"}, std::pair{"egress", "to"}}) {
    for (const Value& rule : spec[direction].items()) {
      for (const Value& peer : rule[peers].items()) check(peer, {"podSelector", "namespaceSelector", "ipBlock"}, ctx);
    }
  }
}

}  // namespace

extern constinit const Rule empty_security_key = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check = {[](const Container& container, Context& ctx) {
                check_context(container.value, ctx);
                check(container.value, {"resources"}, ctx);
                check(container["resources"], {"limits", "requests"}, ctx);
              },
              [](const Workload& workload, Context& ctx) { check_context(workload.pod_spec, ctx); },
              [](const Object& object, Context& ctx) {
                const bool networking = object.group == "networking.k8s.io" || object.group == "extensions";
                if (networking && object.kind_name == "Ingress") check(object["spec"], {"tls", "rules"}, ctx);
                if (networking && object.kind_name == "NetworkPolicy") {
                  check(object["spec"], {"podSelector", "ingress", "egress"}, ctx);
                  check_peers(object["spec"], ctx);
                }
                if (object.group == "rbac.authorization.k8s.io" && object["aggregationRule"].missing())
                  check(object.root, {"rules"}, ctx);
              }},
};

}  // namespace plimsoll::kubernetes
