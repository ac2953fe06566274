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

void report(const PlacedSecret& found, bool weak, Context& ctx) {
  if (weak && !ctx[defaults]) return;
  const std::string_view what = found.secret.what;
  if (weak) {
    ctx.report(found.span, "'{}' gives {} that is easy to guess, and it is in every copy of the image", found.name, what)
        .severity(Severity::warning).covers(found.assignment).hide(found.span);
  } else if (found.name.empty()) {
    ctx.report(found.span, "here stands {}, which everyone with the image can read", what).hide(found.span);
  } else {
    ctx.report(found.span, "'{}' holds {}, which everyone with the image can read", found.name, what)
        .covers(found.assignment).hide(found.span);
  }
}

}  // namespace

extern constinit const Rule hardcoded_secret_value = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"sonar:S6437", "kics:Passwords And Secrets", "kics:a88baa34-e2ad-44ea-ad6f-8cac87bc7c71", "dockle:CIS-DI-0010", "cis-docker:4.10", "trivy:DS-0031", "trivy:AVD-DS-0031", "trivy:DS031", "trivy:do-not-pass-secrets", "trivy:docker-do-not-pass-secrets"},
    .replaces = {"secret-in-env-or-arg-name", "secret-in-label-or-comment"},
    .options = {&allow, &defaults},
    .check = {[](const Instruction& instruction, Context& ctx) {
   for (const PlacedSecret& found : literal_secrets(instruction)) {
     if (found.secret.evidence == Secret::Evidence::url || !found.login.empty()) continue;
     const bool weak = found.secret.evidence == Secret::Evidence::weak;
     if (!allowed(found.name, ctx)) report(found, weak, ctx);
   }
 },
 [](const File& file, Context& ctx) {
   for (const Comment& comment : file.comments) {
     for (const Secret& secret : secrets_in_text(comment.text)) {
       if (secret.evidence != Secret::Evidence::format) continue;
       const auto begin = comment.span.begin + static_cast<uint32_t>(secret.begin);
       const Span span{begin, begin + static_cast<uint32_t>(secret.end - secret.begin)};
       ctx.report(span, "the comment gives away {}", secret.what).hide(span);
     }
   }
 }},
};

}  // namespace plimsoll::dockerfile
