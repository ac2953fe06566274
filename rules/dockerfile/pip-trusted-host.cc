#include "context.h"
#include "dockerfile/set_variables.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

bool is_own_machine(std::string_view host) {
  return host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]") || host == "::1";
}

void report(Span span, std::string_view name, Context& ctx) {
  ctx.report(span, "'{}' lets packages come from a server whose certificate nobody checks", name);
}

template <class Node>
void judge(const Node& node, Context& ctx) {
  for (const SetVariable& set : set_variables(node, {"PIP_TRUSTED_HOST", "UV_INSECURE_HOST"})) {
    if (set.value.empty() && set.known) continue;
    if (!is_own_machine(set.value)) report(set.name, set.variable, ctx);
  }
}

// Every --trusted-host HOST, "config set global.trusted-host HOST", --cert /dev/null.
void judge_flags(const shell::Command& command, Context& ctx) {
  const auto& words = command.arguments;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view text = words[i].text;
    const size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    std::string_view value;
    if (equals != text.npos) {
      value = text.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      value = words[i + 1].text;
    }
    const bool trusts = name == "--trusted-host" || name == "--allow-insecure-host" || name.ends_with(".trusted-host");
    if ((trusts && !is_own_machine(value)) || (name == "--cert" && value == "/dev/null")) {
      report(Span{words[i].span.begin, words[i].span.size() > name.size() && equals != text.npos
                                           ? words[i].span.begin + static_cast<uint32_t>(name.size())
                                           : words[i].span.end},
             name, ctx);
    }
  }
}

// A pip.conf that is written in place.
void judge_text(const shell::Command& command, Context& ctx) {
  for (const shell::Redirect& redirect : command.redirects) {
    if (!redirect.target.text.ends_with("pip.conf") && !redirect.target.text.ends_with("pip.ini")) continue;
    for (const shell::Word& word : command.arguments) {
      if (word.text.find("trusted-host") != std::string::npos) return report(word.span, "trusted-host", ctx);
    }
  }
}

void judge_heredocs(const Instruction& instruction, Context& ctx) {
  for (const Heredoc& heredoc : instruction.heredocs) {
    const std::string_view body = ctx.source().text(heredoc.body);
    const size_t at = body.find("trusted-host");
    if (at == body.npos || body.find("[") == body.npos) continue;
    const size_t line = body.rfind('\n', at) + 1;
    if (body.find_first_not_of(" \t", line) != at) continue;
    const auto begin = heredoc.body.begin + static_cast<uint32_t>(at);
    report({begin, begin + 12}, "trusted-host", ctx);
  }
}

}  // namespace

extern constinit const Rule pip_trusted_host = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_4", "checkov:CKV2_DOCKER_16"},
    .programs = {"pip", "uv", "pipx", "pipenv", "echo", "printf", "export", "env", "setx", "declare", "="},
    .check = {[](const Env& env, Context& ctx) { judge(env, ctx); },
              [](const Arg& arg, Context& ctx) { judge(arg, ctx); },
              [](const Copy& copy, Context& ctx) { judge_heredocs(copy, ctx); },
              [](const Run& run, Context& ctx) { judge_heredocs(run, ctx); },
              [](const shell::Command& command, Context& ctx) {
                judge(command, ctx);
                if (!command.redirects.empty()) judge_text(command, ctx);
              },
              [](const shell::ManagerCall& call, Context& ctx) { judge_flags(*call.command, ctx); }},
};

}  // namespace plimsoll::dockerfile
