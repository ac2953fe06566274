#include <algorithm>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/set_variables.h"

namespace plimsoll::dockerfile {
namespace {

bool is_false(std::string_view value) {
  const std::string text = lower(value);
  return text == "false" || text == "0" || text == "null" || text == "no";
}

template <class Node>
void judge(const Node& node, Context& ctx) {
  for (const SetVariable& set : set_variables(node, {"NPM_CONFIG_STRICT_SSL", "YARN_ENABLE_STRICT_SSL"}, true)) {
    if (!set.known || !is_false(set.value)) continue;
    auto report = ctx.report(set.name, "'{}={}' lets packages come from servers whose certificates nobody checks",
                             ctx.source().text(set.name), set.value);
    if (!set.unset.empty()) report.suggest("remove it", set.unset);
  }
}

void report(Span span, std::string_view what, Context& ctx) {
  ctx.report(span, "'{}' lets packages come from servers whose certificates nobody checks", what);
}

bool is_key(std::string_view word) {
  return word == "strict-ssl" || word == "enableStrictSsl" || word == "strictSsl" || word == "strict_ssl";
}

// set strict-ssl false, config set strict-ssl=false, --strict-ssl=false, --no-strict-ssl
void judge_manager(const shell::Command& command, Context& ctx) {
  const auto operands = command.operands();
  const auto set = std::find_if(operands.begin(), operands.begin() + std::min<std::ptrdiff_t>(operands.size(), 3),
                                [](const shell::Word* word) { return word->text == "set"; });
  const bool sets = set != operands.begin() + std::min<std::ptrdiff_t>(operands.size(), 3);
  for (size_t i = 0; i < command.arguments.size(); ++i) {
    const shell::Word& word = command.arguments[i];
    const std::string_view text = word.text;
    const size_t equals = text.find('=');
    const std::string_view key = text.substr(0, equals);
    const bool has_next = i + 1 < command.arguments.size();
    if (text == "--no-strict-ssl") {
      report(word.span, text, ctx);
    } else if (key == "--strict-ssl" || key == "--config.strict-ssl") {
      if (equals != text.npos ? is_false(text.substr(equals + 1)) : has_next && is_false(command.arguments[i + 1].text))
        report(equals != text.npos ? word.span : join(word.span, command.arguments[i + 1].span), "strict-ssl=false",
               ctx);
    } else if (sets && is_key(key)) {
      if (equals != text.npos ? is_false(text.substr(equals + 1)) : has_next && is_false(command.arguments[i + 1].text))
        report(equals != text.npos ? word.span : join(word.span, command.arguments[i + 1].span), "strict-ssl=false",
               ctx);
    }
  }
}

// echo "strict-ssl=false" >> .npmrc
void judge_writer(const shell::Command& command, Context& ctx) {
  for (const shell::Redirect& redirect : command.redirects) {
    if (!redirect.target.text.ends_with("npmrc") && redirect.target.text.find(".yarnrc") == std::string::npos) continue;
    for (const shell::Word& word : command.arguments) {
      const std::string text = lower(word.text);
      for (std::string_view setting :
           {"strict-ssl=false", "strict-ssl = false", "strict-ssl false", "enablestrictssl: false"}) {
        if (text.find(setting) != text.npos) return report(word.span, setting, ctx);
      }
    }
  }
}

}  // namespace

extern constinit const Rule npm_strict_ssl_disabled = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_12", "checkov:CKV2_DOCKER_13"},
    .programs = {"npm", "yarn", "pnpm", "bower", "bun", "echo", "printf", "export", "env", "setx", "declare", "="},
    .check = {[](const Env& env, Context& ctx) { judge(env, ctx); },
              [](const Arg& arg, Context& ctx) { judge(arg, ctx); },
              [](const shell::Command& command, Context& ctx) {
                judge(command, ctx);
                const std::string_view base = command.base;
                if (base == "npm" || base == "yarn" || base == "pnpm" || base == "bower" || base == "bun") {
                  judge_manager(command, ctx);
                } else if (!command.redirects.empty() && (base == "echo" || base == "printf")) {
                  judge_writer(command, ctx);
                }
              }},
};

}  // namespace plimsoll::dockerfile
