#include <algorithm>
#include <set>
#include <string>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule gateway_listener_without_tls = {
    .severity = Severity::warning,
    .group = Group::network,
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("gateway.networking.k8s.io", "Gateway")) return;
          const std::vector<Value> listeners = object["spec"]["listeners"].items();
          // Beside one that ends TLS, one for HTTP is there to redirect.
          const bool secured = std::any_of(listeners.begin(), listeners.end(), [](const Value& each) {
            return each["protocol"].is("HTTPS") || each["protocol"].is("TLS") || each["protocol"].templated();
          });
          for (const Value& listener : listeners) {
            const Value protocol = listener["protocol"];
            if (protocol.is("HTTP") && !secured) {
              ctx.report(protocol.span(), "Gateway '{}' serves plain HTTP alone", object.name);
            }
            if (!protocol.is("HTTPS") && !protocol.is("TLS")) continue;
            const auto tls = listener.known({"tls"});
            if (!tls) continue;
            if (tls->missing()) {
              ctx.report(protocol.span(), "the listener speaks {}, and has no tls that says how", protocol.string());
              continue;
            }
            const auto mode = listener.known({"tls", "mode"}), references = listener.known({"tls", "certificateRefs"});
            if (!mode || !references || (!mode->missing() && !mode->is("Terminate"))) continue;
            if (references->size() == 0 && !(*tls)["options"].present())
              ctx.report(tls->key_span(), "the listener ends TLS, and names no certificate for it");
          }
        },
};

}  // namespace plimsoll::kubernetes
