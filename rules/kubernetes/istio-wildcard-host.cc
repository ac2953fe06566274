#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

void report(const Object& object, const Value& host, Context& ctx) {
  ctx.report(host.span(), "{} '{}' is for every name that '{}' stands for", object.kind_name, object.name,
             host.string());
}

// A host of a Gateway has the namespace of the services in front, which may be any: "*/shop.example.com".
bool is_any(std::string_view host) { return host.substr(host.find('/') + 1) == "*"; }

}  // namespace

extern constinit const Rule istio_wildcard_host = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kyverno:istio:restrict-virtual-service-wildcard"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.is("networking.istio.io", "VirtualService")) {
            for (const Value& host : object["spec"]["hosts"].items()) {
              if (!host.templated() && host.string().find('*') != std::string_view::npos) report(object, host, ctx);
            }
          } else if (object.is("networking.istio.io", "Gateway")) {
            for (const Value& server : object["spec"]["servers"].items()) {
              for (const Value& host : server["hosts"].items()) {
                if (!host.templated() && is_any(host.string())) report(object, host, ctx);
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
