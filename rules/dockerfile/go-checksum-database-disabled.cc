#include "context.h"
#include "dockerfile/set_variables.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

bool switches_off(std::string_view name, std::string_view value) {
  if (name == "GOSUMDB") return value == "off";
  if (name == "GONOSUMCHECK") return value == "1" || value == "true";
  if (name == "GOFLAGS") return value.find("-insecure") != value.npos;
  return (name == "GONOSUMDB" || name == "GOINSECURE" || name == "GOPRIVATE") && (value == "*" || value == "**");
}

void report(Span span, std::string_view what, Context& ctx) {
  ctx.report(span, "'{}' lets modules in whose checksums nobody compares with those of the others", what);
}

template <class Node>
void judge(const Node& node, Context& ctx) {
  for (const SetVariable& set :
       set_variables(node, {"GOSUMDB", "GONOSUMCHECK", "GONOSUMDB", "GOINSECURE", "GOPRIVATE", "GOFLAGS"})) {
    if (set.known && switches_off(set.variable, set.value))
      report(set.name, fmt::format("{}={}", set.variable, set.value), ctx);
  }
}

}  // namespace

extern constinit const Rule go_checksum_database_disabled = {
    .severity = Severity::warning,
    .group = Group::supply_chain,
    .programs = {"go", "export", "env", "setx", "declare", "="},
    .check = {[](const Env& env, Context& ctx) { judge(env, ctx); },
              [](const Arg& arg, Context& ctx) { judge(arg, ctx); },
              [](const shell::Command& command, Context& ctx) {
                judge(command, ctx);
                if (command.base != "go") return;
                const bool writes = command.is("go", {"env"}) && command.has_flag({"-w"});
                for (const shell::Word& word : command.arguments) {
                  const std::string_view text = word.text;
                  const size_t equals = text.find('=');
                  if (text == "-insecure" && command.is("go", {"get"})) report(word.span, text, ctx);
                  if (!writes || equals == text.npos) continue;
                  const std::string_view name = text.substr(0, equals);
                  if (switches_off(name, text.substr(equals + 1))) report(word.span, text, ctx);
                }
              }},
};

}  // namespace plimsoll::dockerfile
