#include <algorithm>

#include "context.h"
#include "kubernetes/address.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

// The API server refuses most of them.
constexpr std::string_view kBlocks[] = {"127.0.0.0/8", "169.254.0.0/16", "0.0.0.0/8", "224.0.0.0/4",
                                        "::/127",      "fe80::/10",      "ff00::/8"};

// Without the interface behind a link-local one, and IPv4 for what is but written as IPv6.
std::optional<Address> address_in(std::string_view text) {
  const auto address = parse_address(text.substr(0, text.find('%')));
  return address && is_in(*address, "::ffff:0:0/96") ? v4_in(*address) : address;
}

void judge(const Object& object, const Value& text, Context& ctx) {
  const auto address = address_in(text.string());
  const auto holds = [&](std::string_view block) { return is_in(*address, block); };
  if (!address || std::none_of(std::begin(kBlocks), std::end(kBlocks), holds)) return;
  ctx.report(text.span(), "{} '{}' sends traffic to '{}', which means the node itself or its network", object.kind_name,
             object.name, text.string());
}

}  // namespace

extern constinit const Rule endpoints_loopback_address = {
    .severity = Severity::error,
    .group = Group::network,
    .aliases = {"terrascan:AC_K8S_0132"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.is("", "Endpoints")) {
            for (const Value& subset : object["subsets"].items()) {
              for (const char* list : {"addresses", "notReadyAddresses"}) {
                for (const Value& address : subset[list].items()) judge(object, address["ip"], ctx);
              }
            }
          } else if (object.is("discovery.k8s.io", "EndpointSlice")) {
            for (const Value& endpoint : object["endpoints"].items()) {
              for (const Value& address : endpoint["addresses"].items()) judge(object, address, ctx);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
