#include "context.h"
#include "dockerfile/syntax.h"
#include "glob.h"
#include "kubernetes/object.h"
#include "kubernetes/option_problems.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> maximum{"maximum", "how long a certificate may be good", "2400h",
                                                 duration_problem};
constinit const Option<int64_t> names{"maximum-names", "the most DNS names of one certificate; 0: any number", 1};
constinit const Option<Names> issuers{
    "issuers", "who issues for a domain: *.example.com=letsencrypt", {}, assignment_problem};

std::optional<double> duration_of(const Value& value) {
  return value.is_scalar() && !value.templated() ? dockerfile::duration(value.string()) : std::nullopt;
}

// Of cert-manager, without a duration.
constexpr double kUsual = 2160 * 3.6e12;

void judge_issuer(const Value& spec, Context& ctx) {
  const Value issuer = spec["issuerRef"]["name"];
  if (!issuer.is_scalar() || issuer.templated()) return;
  for (const Value& name : spec["dnsNames"].items()) {
    for (const std::string_view entry : ctx[issuers]) {
      const size_t equals = entry.find('=');
      if (equals == entry.npos || !fits_glob(entry.substr(0, equals), name.string())) continue;
      if (!issuer.is(entry.substr(equals + 1)))
        ctx.report(issuer.span(), "certificates for '{}' are issued by '{}', not by '{}'", name.string(),
                   entry.substr(equals + 1), issuer.string());
      break;
    }
  }
}

}  // namespace

extern constinit const Rule certificate_duration = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:cert-manager:limit-duration", "kyverno:cert-manager:limit-dnsnames",
                "kyverno:cert-manager:restrict-issuer"},
    .options = {&maximum, &names, &issuers},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("cert-manager.io", "Certificate")) return;
          const Value spec = object["spec"], before = spec["renewBefore"], list = spec["dnsNames"];
          const auto time = duration_of(spec["duration"]), most = dockerfile::duration(ctx[maximum]),
                     early = duration_of(before);
          if (time && most && *time > *most)
            ctx.report(spec["duration"].span(), "Certificate '{}' is good for {}, more than {}", object.name,
                       spec["duration"].string(), ctx[maximum]);
          if (early && *early >= time.value_or(kUsual) && !spec["duration"].templated())
            ctx.report(before.span(),
                       "Certificate '{}' is renewed again and again: {} before its end is before it begins",
                       object.name, before.string())
                .severity(Severity::error);
          if (ctx[names] > 0 && static_cast<int64_t>(list.size()) > ctx[names])
            ctx.report(list.key_span(), "Certificate '{}' is for {} names, more than {}", object.name, list.size(),
                       ctx[names]);
          judge_issuer(spec, ctx);
        },
};

}  // namespace plimsoll::kubernetes
