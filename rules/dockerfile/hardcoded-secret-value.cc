#include <algorithm>

#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allow{"allow", "variables whose values are fine", {}};
constinit const Option<bool> defaults{"weak", "also short passwords and those that everyone knows", true};

bool allowed(std::string_view name, Context& ctx) {
  const Names names = ctx[allow];
  return std::find(names.begin(), names.end(), name) != names.end();
}

void report(const PlacedSecret& found, Context& ctx) {
  const bool weak = found.secret.evidence == Secret::Evidence::weak;
  if ((weak && !ctx[defaults]) || allowed(found.name, ctx)) return;
  const std::string subject = found.name.empty() ? "here stands" : fmt::format("'{}' holds", found.name);
  ctx.report(found.span, "{} {}{}, which everyone with this file or its image can read", subject, found.secret.what,
             weak ? " that is easy to guess" : "")
      .severity(weak ? Severity::warning : Severity::error)
      .covers(found.assignment)
      .hide(found.span);
}

}  // namespace

extern constinit const Rule hardcoded_secret_value = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"sonar:S6437", "kics:Passwords And Secrets", "kics:a88baa34-e2ad-44ea-ad6f-8cac87bc7c71",
                "dockle:CIS-DI-0010", "cis-docker:4.10", "trivy:DS-0031", "trivy:AVD-DS-0031", "trivy:DS031",
                "trivy:do-not-pass-secrets", "trivy:docker-do-not-pass-secrets"},
    .replaces = {"secret-in-env-or-arg-name", "secret-in-label-or-comment"},
    .options = {&allow, &defaults},
    .check = {[](const Instruction& instruction, Context& ctx) {
                for (const PlacedSecret& found : literal_secrets(instruction)) {
                  if (found.secret.evidence == Secret::Evidence::url || !found.login.empty()) continue;
                  report(found, ctx);
                }
              },
              [](const File& file, Context& ctx) {
                for (const PlacedSecret& found : secrets_in_comments(file)) {
                  if (found.secret.evidence != Secret::Evidence::format) continue;
                  ctx.report(found.span, "the comment gives away {}", found.secret.what).hide(found.span);
                }
              }},
};

}  // namespace plimsoll::dockerfile
