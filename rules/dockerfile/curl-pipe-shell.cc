#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "glob.h"
#include "shell/remote_code.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allowed_hosts{"allowed-hosts", "patterns of hosts whose scripts may run unseen", {}};

bool is_allowed(std::string_view host, Context& ctx) {
  const Names patterns = ctx[allowed_hosts];
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view each) { return fits_glob(each, host); });
}

bool calls_powershell(const shell::Script& script) {
  return std::any_of(script.commands.begin(), script.commands.end(), [](const shell::Command& command) {
    return command.base == "powershell" || command.base == "pwsh";
  });
}

void check_powershell(const shell::Script& script, Context& ctx) {
  if (const auto span = shell::remote_code_in_powershell(script)) {
    ctx.report(*span, "what this downloads runs unchecked, so its host decides what is in the image");
  }
}

// Scripts that run one after another.
void judge(const std::vector<const shell::Script*>& all, Context& ctx) {
  std::vector<const shell::Script*> scripts;
  for (const shell::Script* script : all) {
    const bool windows = script->dialect == shell::Dialect::powershell || script->dialect == shell::Dialect::cmd;
    if (windows || calls_powershell(*script)) check_powershell(*script, ctx);
    if (!windows) scripts.push_back(script);
  }
  for (const shell::RemoteCode& code : shell::remote_code(scripts)) {
    const std::string_view host = shell::host_of(code.url);
    if (!host.empty() && is_allowed(host, ctx)) continue;
    const bool plain = lower(code.url).starts_with("http://");
    const std::string sender = host.empty() ? "the server" : "'" + std::string(host) + "'";
    ctx.report(code.download->span, "what {}{} sends {} unchecked", sender, plain ? ", or anyone on the way," : "",
               code.runner->base == "chmod" ? "is made executable" : "is run by '" + code.runner->base + "'")
        .severity(plain ? Severity::error : Severity::warning);
  }
}

}  // namespace

extern constinit const Rule curl_pipe_shell = {
    .severity = Severity::warning,
    .group = Group::supply_chain,
    .aliases = {"sonar:S6474", "cis-docker:4.12", "dockerfile_lint:no_run_without_https"},
    .replaces = {"unverified-download", "plaintext-download"},
    .options = {&allowed_hosts},
    .check = {[](const Stage& stage, Context& ctx) {
                std::vector<const shell::Script*> scripts;
                for (const Instruction* instruction : stage.instructions) {
                  if (instruction->keyword != Keyword::run) continue;
                  scripts.insert(scripts.end(), instruction->scripts.begin(), instruction->scripts.end());
                }
                judge(scripts, ctx);
              },
              [](const Run& run, Context& ctx) {
                if (!run.stage || run.trigger_of) judge(run.scripts, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
