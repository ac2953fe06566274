#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

void judge(const Object& object, const Value& hosts, Context& ctx) {
  for (const Value& host : hosts.items()) {
    if (host.templated() || host.string().find('*') == std::string_view::npos) continue;
    ctx.report(host.span(), "{} '{}' is for every name that '{}' stands for", object.kind_name, object.name,
               host.string());
  }
}

}  // namespace

extern constinit const Rule istio_wildcard_host = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kyverno:istio:restrict-virtual-service-wildcard"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.is("networking.istio.io", "VirtualService")) {
            judge(object, object["spec"]["hosts"], ctx);
          } else if (object.is("networking.istio.io", "Gateway")) {
            for (const Value& server : object["spec"]["servers"].items()) judge(object, server["hosts"], ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
