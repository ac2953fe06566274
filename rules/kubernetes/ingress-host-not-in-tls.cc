#include <set>
#include <string>
#include <vector>

#include "context.h"
#include "kubernetes/services.h"

namespace plimsoll::kubernetes {
namespace {

using Hosts = std::set<std::string, std::less<>>;

// "shop.example.com" -> "*.example.com": a star stands for one label. Empty where there is none.
std::string wildcard_of(std::string_view host) {
  const size_t dot = host.find('.');
  return dot == host.npos || dot == 0 ? std::string() : "*" + std::string(host.substr(dot));
}

bool covers(const Hosts& hosts, std::string_view host) {
  return hosts.contains(host) || hosts.contains(wildcard_of(host));
}

// What an Ingress has certificates for, and what it serves.
struct Sides {
  std::vector<Value> secured, served;
  Hosts secured_hosts, served_hosts, served_wildcards;
  bool all_secured = false, all_served = false;  // or nobody knows

  explicit Sides(const Object& ingress) {
    for (const Value& entry : ingress["spec"]["tls"].items()) {
      const Value hosts = entry["hosts"];
      all_secured = all_secured || !hosts.is_list() || hosts.size() == 0;
      for (const Value& host : hosts.items()) {
        all_secured = all_secured || host.templated();
        secured_hosts.emplace(host.string());
        secured.push_back(host);
      }
    }
    const std::vector<Value> rules = ingress["spec"]["rules"].items();
    all_served = rules.empty();
    for (const Value& rule : rules) {
      const auto host = rule.known({"host"});
      all_served = all_served || !host || host->string().empty();
      if (!host || host->string().empty()) continue;
      served_hosts.emplace(host->string());
      served_wildcards.insert(wildcard_of(host->string()));
      served.push_back(*host);
    }
  }
};

}  // namespace

extern constinit const Rule ingress_host_not_in_tls = {
    .severity = Severity::warning,
    .group = Group::network,
    .aliases = {"kyverno:ingress-host-match-tls"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_ingress(object) || object["spec"]["tls"].size() == 0) return;
          const Sides sides(object);
          for (const Value& host : sides.served) {
            if (sides.all_secured || covers(sides.secured_hosts, host.string())) continue;
            ctx.report(host.span(), "'{}' is not among the hosts of tls, so it gets no certificate of its own",
                       host.string());
          }
          for (const Value& host : sides.secured) {
            if (sides.all_served || !host.is_scalar() || host.templated()) continue;
            if (covers(sides.served_hosts, host.string()) || sides.served_wildcards.contains(host.string())) continue;
            ctx.report(host.span(), "no rule serves '{}', which has a certificate", host.string())
                .severity(Severity::info);
          }
        },
};

}  // namespace plimsoll::kubernetes
