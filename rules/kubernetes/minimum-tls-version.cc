#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

void judge_version(const Value& version, std::initializer_list<std::string_view> old, Context& ctx) {
  for (const std::string_view each : old)
    if (version.is(each))
      ctx.report(version.span(), "'{}' lets clients use a TLS that is broken; ask for 1.2 or newer", each);
}

bool is_of_traefik(const Object& object) {
  return object.group == "traefik.io" || object.group == "traefik.containo.us";
}

// The words of nginx's ssl_protocols.
void judge_protocols(const Value& list, Context& ctx) {
  const std::string_view text = list.string();
  for (size_t at = 0; at < text.size() && !list.templated();) {
    const size_t end = std::min(text.find_first_of(" \t,;\n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (word == "TLSv1" || word == "TLSv1.1" || word == "SSLv2" || word == "SSLv3") {
      ctx.report(list.span(), "'{}' lets clients use a TLS that is broken; ask for 1.2 or newer", word);
      return;
    }
    at = end + 1;
  }
}

}  // namespace

extern constinit const Rule minimum_tls_version = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kyverno:consul:enforce-min-tls-version"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value spec = object["spec"];
          if (object.is("consul.hashicorp.com", "Mesh")) {
            for (const char* way : {"incoming", "outgoing"})
              judge_version(spec["tls"][way]["tlsMinVersion"], {"TLSv1_0", "TLSv1_1"}, ctx);
          } else if (object.is("networking.istio.io", "Gateway")) {
            for (const Value& server : spec["servers"].items())
              judge_version(server["tls"]["minProtocolVersion"], {"TLSV1_0", "TLSV1_1"}, ctx);
          } else if (is_of_traefik(object) && object.kind_name == "TLSOption") {
            judge_version(spec["minVersion"], {"VersionSSL30", "VersionTLS10", "VersionTLS11"}, ctx);
          } else if (object.is("", "ConfigMap")) {
            judge_protocols(object["data"]["ssl-protocols"], ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
