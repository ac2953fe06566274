#include <algorithm>

#include "context.h"
#include "image_policy.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/replaced_image.h"
#include "kubernetes/service_account.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> map{"map", "IMAGE=ACCOUNT,ACCOUNT: who may run the image", {}, assignment_problem};

// Whether the account may run the image, as far as this entry is concerned.
bool allows(std::string_view entry, std::string_view image, std::string_view account) {
  const size_t equals = std::min(entry.find('='), entry.size());
  const std::string_view pattern = entry.substr(0, equals);
  if (!is_allowed_image(image, Names(&pattern, 1), "glob")) return true;
  std::string_view rest = entry.substr(equals);
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const size_t comma = std::min(rest.find(','), rest.size());
    if (rest.substr(0, comma) == account) return true;
    rest.remove_prefix(comma);
  }
  return false;
}

}  // namespace

extern constinit const Rule service_account_image_map = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-service-account", "kyverno:limit-configmap-for-sa"},
    .options = {&map},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value name = service_account_of(workload);
          // The account of steps may stand in a run elsewhere.
          if (name.templated() || (name.missing() ? workload.steps : !name.is_scalar())) return;
          const std::string_view account = name.string().empty() ? "default" : name.string();
          for (const Container& container : workload.containers) {
            const Value image = container["image"];
            if (image.templated() || image.string().empty() || has_renamed_image(container)) continue;
            for (std::string_view entry : ctx[map]) {
              if (allows(entry, image.string(), account)) continue;
              ctx.report(name.span(), "image '{}' may not run with the service account '{}'", image.string(), account);
              return;
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
