#include "context.h"
#include "dockerfile/secret_places.h"
#include "facts/facts.h"
#include "shell/credentials.h"

namespace plimsoll::dockerfile {
namespace {

bool is_plain_word(std::string_view value) {
  return !value.empty() && value.find_first_of("<>{}[]()$%@*/\\ ") == value.npos && value.find("xxx") == value.npos;
}

void judge(const shell::CredentialPlace& place, const RunVariables& variables, bool keeps_login, Context& ctx) {
  static const Fact read = facts::table("credential-flags")["variables"];
  if (place.assignment && !read.has(place.name)) return;
  const auto secret = secret_in_assignment(place.name, place.value());
  // What a program takes for a password is one, though the word be as dull as "test".
  if (secret || (place.known && place.word->literal && is_plain_word(place.value()))) {
    const bool weak = !secret || secret->evidence == Secret::Evidence::weak;
    ctx.report(place.span(), "the command line holds {}, which stays in the history of the image",
               secret ? secret->what : "a password")
        .severity(weak ? Severity::warning : Severity::error)
        .hide(place.span());
    return;
  }
  const bool certain = secret_name(place.name).certainty == SecretName::Certainty::certain;
  for (const std::string& name : place.word->variables) {
    if (!place.expands(name) || (!certain && secret_variable(name).empty())) continue;
    const Binding binding = variables.find(name);
    if (binding.origin == Binding::Origin::undeclared && place.known && keeps_login) {
      ctx.report(place.span(), "the command keeps the secret in '${}' in the image, wherever it comes from", name);
      return;
    }
    if (binding.origin != Binding::Origin::arg) continue;
    ctx.report(place.span(), "the command gets its secret from the build argument '{}', which stays in the history",
               name)
        .note(binding.pair->key.span, "the argument");
    return;
  }
}

}  // namespace

extern constinit const Rule secret_in_run_command = {
    .severity = Severity::error,
    .group = Group::secrets,
    .aliases = {"trivy:DS-0031", "trivy:AVD-DS-0031", "trivy:DS031", "trivy:do-not-pass-secrets",
                "trivy:docker-do-not-pass-secrets", "sonar:S6437", "cis-docker:4.10"},
    .replaces = {"hardcoded-secret-value", "build-arg-secret-consumed"},
    .check =
        [](const Run& run, Context& ctx) {
          static const Fact keepers = facts::table("credential-flags")["keepers"];
          const RunVariables variables(run);
          const bool mounted = !secret_mounts(run).empty();
          for (const shell::Script* script : run.scripts) {
            const shell::Command* before = nullptr;  // in its pipeline
            for (const shell::Command& command : script->commands) {
              const bool keeps = !mounted && keepers.has(command.base);
              for (const shell::CredentialPlace& place : shell::credential_places(command))
                judge(place, variables, keeps, ctx);
              if (shell::logs_in_by_file(command) && !mounted) {
                ctx.report(command.name.span,
                           "'{}' logs in with a key that this step must hold, and no secret is mounted", command.base);
              }
              const bool piped = before && before->pipeline == command.pipeline && !before->arguments.empty();
              if (piped && shell::reads_credential(command) && (before->base == "echo" || before->base == "printf")) {
                const shell::Word& word = before->arguments.back();
                judge({.name = "password", .word = &word, .begin = 0, .end = word.text.size()}, variables, false, ctx);
              }
              before = &command;
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
