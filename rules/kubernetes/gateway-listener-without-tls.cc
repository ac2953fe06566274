#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "project_index.h"

namespace plimsoll::kubernetes {

namespace {

// TLS at the port of HTTPS is HTTPS that somebody behind it ends.
bool is_secured(const Value& listener) {
  const Value protocol = listener["protocol"], port = listener["port"];
  return protocol.is("HTTPS") || protocol.templated() ||
         (protocol.is("TLS") && (port.templated() || port.integer() == 443));
}

void judge_tls(const Value& listener, Context& ctx) {
  const Value protocol = listener["protocol"];
  const auto tls = listener.known({"tls"});
  if (!tls || (!protocol.is("HTTPS") && !protocol.is("TLS"))) return;
  if (tls->missing()) {
    ctx.report(protocol.span(), "the listener speaks {}, and has no tls that says how", protocol.string());
    return;
  }
  const auto mode = listener.known({"tls", "mode"}), references = listener.known({"tls", "certificateRefs"}),
             options = listener.known({"tls", "options"});
  if (!mode || !references || !options || (!mode->missing() && !mode->is("Terminate"))) return;
  if (references->size() == 0 && options->size() == 0)
    ctx.report(tls->key_span(), "the listener ends TLS, and names no certificate for it");
}

}  // namespace

extern constinit const Rule gateway_listener_without_tls = {
    .severity = Severity::warning,
    .group = Group::network,
    .check = {[](const Object& object, Context& ctx) {
                if (!object.is("gateway.networking.k8s.io", "Gateway")) return;
                const std::vector<Value> listeners = object["spec"]["listeners"].items();
                // Beside one for HTTPS, one for HTTP is there to redirect.
                const bool secured = std::any_of(listeners.begin(), listeners.end(), is_secured);
                for (const Value& listener : listeners) {
                  const Value protocol = listener["protocol"];
                  if (protocol.is("HTTP") && !secured)
                    ctx.report(protocol.span(), "Gateway '{}' serves plain HTTP alone", object.name);
                  judge_tls(listener, ctx);
                }
              },
              [](const Project& project, Context& ctx) {
                report_dangling(project, Field::listener_cert, "so the listener has no certificate", ctx);
              }},
};

}  // namespace plimsoll::kubernetes
