#include <algorithm>

#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> words{"words", "parts of names that mean a secret as well", {}};
constinit const Option<Names> allow{"allow", "names that are fine", {}};
constinit const Option<bool> all_stages{"all-stages", "also stages that are not shipped", true};

bool has(Names names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

void check(const Instruction& instruction, const std::vector<KeyValue>& pairs, Context& ctx) {
  const bool argument = instruction.keyword == Keyword::arg;
  if (!ctx[all_stages] && instruction.stage && !shipped(instruction)) return;
  for (const KeyValue& pair : pairs) {
    const std::string_view name = unquoted(pair.key.text);
    std::string_view what = secret_pair(pair, argument);
    for (std::string_view word : ctx[words]) {
      if (name.find(word) != name.npos) what = "a secret";
    }
    if (what.empty() || has(ctx[allow], name)) continue;
    auto report = ctx.report(pair.key.span, "'{}' seems to be {}, which everyone with the image can read from its {}",
                             name, what, argument ? "history" : "configuration");
    // It is the name half of a login.
    if (what == "an access key ID") report.severity(Severity::info);
  }
}

}  // namespace

extern constinit const Rule secret_in_env_or_arg_name = {
    .severity = Severity::warning,
    .group = Group::secrets,
    .aliases = {"hadolint:DL3064", "buildkit:SecretsUsedInArgOrEnv", "trivy:DS-0031", "trivy:AVD-DS-0031",
                "trivy:DS031", "trivy:do-not-pass-secrets", "trivy:docker-do-not-pass-secrets",
                "semgrep:secret-in-build-arg", "sonar:S6472", "kics-retired:Secrets Stored In Dockerfile",
                "kics-retired:c3e1b6ae-d92c-44b3-8ed5-1f5442bab6a4", "dockle:CIS-DI-0010", "cis-docker:4.10"},
    .options = {&words, &allow, &all_stages},
    .check = {[](const Env& env, Context& ctx) { check(env, env.pairs, ctx); },
              [](const Arg& arg, Context& ctx) { check(arg, arg.pairs, ctx); }},
};

}  // namespace plimsoll::dockerfile
