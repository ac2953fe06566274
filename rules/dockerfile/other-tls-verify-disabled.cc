#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/switches.h"
#include "dockerfile/written_text.h"

namespace plimsoll::dockerfile {
namespace {

Fact entry() {
  static const Fact fact = facts::table("verification-switches")["other-tls-verify-disabled"];
  return fact;
}

void report(const std::vector<Switch>& switches, Context& ctx) {
  for (const Switch& each : switches) {
    ctx.report(each.span, "'{}' switches the check of certificates off, so anyone on the way can answer", each.text);
  }
}

void check_powershell(const MappedText& script, Context& ctx) {
  const std::string text = lower(script.text());
  for (std::string_view word : {"-skipcertificatecheck", "servercertificatevalidationcallback"}) {
    const size_t at = text.find(word);
    if (at == text.npos) continue;
    ctx.report(script.span(at, at + word.size()),
               "'{}' switches the check of certificates off, so anyone on the way can answer",
               script.text().substr(at, word.size()));
  }
}

}  // namespace

extern constinit const Rule other_tls_verify_disabled = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"sonar:S4830"},
    .programs = {"helm",           "kubectl", "oc",         "velero",        "argocd",     "oras",
                 "crane",          "mc",      "hg",         "snyk",          "aws",        "svn",
                 "ansible-galaxy", "vault",   "grpcurl",    "influx",        "youtube-dl", "yt-dlp",
                 "mongosh",        "mongo",   "composer",   "composer.phar", "bundle",     "gem",
                 "conda",          "mamba",   "micromamba", "podman",        "buildah",    "skopeo",
                 "http",           "https",   "aria2c",     "lftp",          "mvn",        "mvnw",
                 "export",         "echo",    "printf",     "cat",           "tee",        "powershell",
                 "pwsh",           "go",      "="},
    .check = {[](const shell::Command& command, Context& ctx) {
                report(switches_in(command, entry()), ctx);
                const bool powershell = command.base == "powershell" || command.base == "pwsh";
                if (powershell) check_powershell(arguments_of(command), ctx);
              },
              [](const shell::Script& script, Context& ctx) {
                if (script.dialect == shell::Dialect::powershell) check_powershell(script.text, ctx);
              },
              [](const Env& env, Context& ctx) { report(switches_in(env, entry()), ctx); },
              [](const Arg& arg, Context& ctx) { report(switches_in(arg, entry()), ctx); },
              [](const Copy& copy, Context& ctx) { report(switches_in(copy, entry()), ctx); }},
};

}  // namespace plimsoll::dockerfile
