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
                if (object.is("networking.k8s.io", "Ingress")) check(object["spec"], {"tls"}, ctx);
                if (object.is("networking.k8s.io", "NetworkPolicy"))
                  check(object["spec"], {"podSelector", "ingress", "egress"}, ctx);
                if (object.group == "rbac.authorization.k8s.io" && object["aggregationRule"].missing())
                  check(object.root, {"rules"}, ctx);
              }},
};

}  // namespace plimsoll::kubernetes
