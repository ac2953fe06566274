#include <algorithm>

#include "context.h"
#include "kubernetes/services.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> provider{"provider", "aws: also Services without annotations of AWS", "",
                                                  [](std::string_view text) {
                                                    return choice_problem(text, {"aws", ""});
                                                  }};

constexpr std::string_view kPrefix = "service.beta.kubernetes.io/aws-load-balancer-";
constexpr std::string_view kCertificate = "service.beta.kubernetes.io/aws-load-balancer-ssl-cert";

}  // namespace

extern constinit const Rule aws_load_balancer_without_tls = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0231", "kubescape:C-0245", "kyverno:aws:require-encryption-aws-loadbalancers"},
    .options = {&provider},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_load_balancer(object) || has_annotation(object, kCertificate)) return;
          const Value annotations = object.metadata["annotations"];
          const auto all = annotations.entries();
          const bool on_aws = std::any_of(all.begin(), all.end(),
                                          [](const auto& each) { return each.first.string().starts_with(kPrefix); });
          if (!on_aws && ctx[provider] != "aws") return;
          ctx.report(annotations.missing() ? object.place() : annotations.key_span(),
                     "the load balancer of Service '{}' has no certificate", object.name);
        },
};

}  // namespace plimsoll::kubernetes
