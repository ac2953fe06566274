#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/ports.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

Fact runtime() {
  static const Fact table = facts::table("container-runtime");
  return table;
}

bool is_for_debugging(const Instruction& instruction, const Context& ctx) {
  return !shipped(instruction) || (instruction.stage && is_for_building(*instruction.stage, ctx.source().path()));
}

// The debugger that an argument, or one of the words of a variable's value, asks for.
std::string_view debugger_in(std::string_view text) {
  for (const auto& [flag, debugger] : runtime()["debug-flags"].entries()) {
    const size_t at = text.find(flag);
    if (at == text.npos || (at > 0 && text[at - 1] != ' ' && text[at - 1] != '"' && text[at - 1] != '\'')) continue;
    return debugger.string();
  }
  return text == "--inspect" ? "the debugger of Node.js" : std::string_view();
}

void check_start(const Instruction& start, Context& ctx) {
  if (is_for_debugging(start, ctx)) return;
  const auto report = [&](Span span, std::string_view debugger) {
    ctx.report(span, "'{}' opens the program to {}, and whoever gets there can run code", ctx.source().text(span),
               debugger)
        .severity(Severity::warning);
  };
  for (const shell::Script* script : start.scripts) {
    for (const shell::Command& command : script->commands) {
      if (command.base == "dlv" && command.has_flag({"--headless"})) report(command.name.span, "Delve");
      bool debugpy = command.base == "debugpy";
      for (const shell::Word& word : command.arguments) {
        debugpy |= word.text == "debugpy";
        if (debugpy && word.text.starts_with("--listen")) report(word.span, "debugpy");
        if (const std::string_view debugger = debugger_in(word.text); !debugger.empty()) report(word.span, debugger);
      }
    }
  }
}

}  // namespace

extern constinit const Rule expose_debug_port = {
    .severity = Severity::info,
    .group = Group::security,
    .check = {[](const Expose& expose, Context& ctx) {
                if (is_for_debugging(expose, ctx)) return;
                for (const ExposedPort& port : exposed_ports(expose)) {
                  const Fact debugger = runtime()["debug-ports"][std::to_string(port.first)];
                  if (port.protocol != "tcp" || port.first != port.last || !debugger.exists()) continue;
                  ctx.report(port.word.span, "port '{}' is that of {}, which has no place in a shipped image",
                             port.text, debugger.string());
                }
              },
              [](const Env& env, Context& ctx) {
                if (is_for_debugging(env, ctx)) return;
                for (const KeyValue& pair : env.pairs) {
                  if (!pair.value) continue;
                  const std::string_view debugger = debugger_in(pair.value->text);
                  if (debugger.empty()) continue;
                  ctx.report(pair.value->span, "'{}' opens programs to {}, and whoever gets there can run code",
                             pair.key.text, debugger)
                      .severity(Severity::warning);
                }
              },
              [](const Cmd& cmd, Context& ctx) { check_start(cmd, ctx); },
              [](const Entrypoint& entrypoint, Context& ctx) { check_start(entrypoint, ctx); }},
};

}  // namespace plimsoll::dockerfile
