#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

constexpr const char* kStrict = "demand mutual TLS";

// `holder` has the mode at "mode". Without one it is UNSET.
void judge_mode(const Object& object, const Value& holder, Context& ctx) {
  const Value mode = holder["mode"];
  const bool disabled = mode.is("DISABLE"), permissive = mode.is("PERMISSIVE"),
             unset = mode.is("UNSET") || (holder.is_map() && mode.missing());
  if (!disabled && !permissive && !unset) return;
  const Span place = mode.present() ? mode.span() : holder.key_span();
  Report report = disabled ? ctx.report(place, "PeerAuthentication '{}' switches mutual TLS off", object.name)
                  : permissive
                      ? ctx.report(place, "PeerAuthentication '{}' lets plain text in beside mutual TLS", object.name)
                      : ctx.report(place, "PeerAuthentication '{}' does not demand mutual TLS", object.name);
  if (!disabled) report.severity(Severity::info);
  if (auto edit = set(holder, {"mode"}, "STRICT", ctx.source())) report.suggest(kStrict, *edit);
}

void judge_tls(const Object& object, const Value& policy, Context& ctx) {
  const Value mode = policy["tls"]["mode"];
  if (mode.is("DISABLE")) ctx.report(mode.span(), "DestinationRule '{}' sends plain text", object.name);
  for (const Value& port : policy["portLevelSettings"].items()) judge_tls(object, port, ctx);
}

}  // namespace

extern constinit const Rule istio_mtls_not_strict = {
    .severity = Severity::warning,
    .group = Group::network,
    .aliases = {"kyverno:istio:enforce-strict-mtls", "kyverno:istio:enforce-tls-hosts-host-subnets"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value spec = object["spec"];
          if (object.is("security.istio.io", "PeerAuthentication")) {
            judge_mode(object, spec["mtls"], ctx);
            for (const auto& [port, settings] : spec["portLevelMtls"].entries()) judge_mode(object, settings, ctx);
          } else if (object.is("networking.istio.io", "DestinationRule")) {
            judge_tls(object, spec["trafficPolicy"], ctx);
            for (const Value& subset : spec["subsets"].items()) judge_tls(object, subset["trafficPolicy"], ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
