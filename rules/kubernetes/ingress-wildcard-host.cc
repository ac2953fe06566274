#include <algorithm>

#include "context.h"
#include "kubernetes/services.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> parts{
    "parts", "what is reported: missing hosts, wildcard hosts", {"missing", "wildcard"}, [](std::string_view text) {
      return choice_problem(text, {"missing", "wildcard"});
    }};

std::string_view below(const Value& host) { return host.is("*") ? "" : " below it"; }

}  // namespace

extern constinit const Rule ingress_wildcard_host = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::strict,
    .aliases = {"azure-policy:Kubernetes clusters should specify host in ingress resource rules",
                "azure-policy:d8c942c6-16a3-400b-8f2e-785f44030036", "gatekeeper:general/block-wildcard-ingress",
                "kyverno:restrict-ingress-wildcard", "kyverno:disallow-empty-ingress-host"},
    .options = {&parts},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_ingress(object)) return;
          const Names wanted = ctx[parts];
          const auto reports = [&](std::string_view part) {
            return std::find(wanted.begin(), wanted.end(), part) != wanted.end();
          };
          for (const Value& rule : object["spec"]["rules"].items()) {
            const auto host = rule.known({"host"});
            if (!host) continue;
            if (host->missing() || host->is("")) {
              if (reports("missing"))
                ctx.report(host->missing() ? rule.span() : host->span(),
                           "a rule of Ingress '{}' has no host, so it answers to every name", object.name);
            } else if (host->string().find('*') != std::string_view::npos && reports("wildcard")) {
              ctx.report(host->span(), "'{}' stands for every name{}", host->string(), below(*host));
            }
          }
          for (const Value& entry : object["spec"]["tls"].items()) {
            for (const Value& host : entry["hosts"].items()) {
              if (host.templated() || host.string().find('*') == std::string_view::npos || !reports("wildcard"))
                continue;
              ctx.report(host.span(), "the certificate for '{}' is for every name{}", host.string(), below(host))
                  .severity(Severity::info);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
