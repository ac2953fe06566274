#include "context.h"
#include "kubernetes/address.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

bool is_local(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string small(host);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  if (small == "localhost" || small.ends_with(".localhost")) return true;
  const auto address = parse_address(host);
  return address && (is_in(*address, "127.0.0.0/8") || is_in(*address, "0.0.0.0/32") || is_in(*address, "::/127"));
}

}  // namespace

extern constinit const Rule service_external_name_localhost = {
    .severity = Severity::error,
    .group = Group::network,
    .aliases = {"kyverno:no-localhost-service", "kyverno:disallow-localhost-services"},
    .replaces = {"service-external-name"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value name = object["spec"]["externalName"], type = object["spec"]["type"];
          if (!object.is("", "Service") || !name.is_scalar() || !is_local(name.string())) return;
          // Of another type it has no effect.
          if (!type.is("ExternalName") && !type.missing() && !type.templated()) return;
          ctx.report(name.span(), "'{}' is whoever asks, so a proxy that follows it talks to itself", name.string());
        },
};

}  // namespace plimsoll::kubernetes
