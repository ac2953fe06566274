#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

// What a pair of ENV or ARG turns on; empty if nothing.
bool is_debug(std::string_view name, std::string_view value) {
  if (name == "XDEBUG_MODE") return !value.empty() && value != "off";
  if (name == "DEBUG" && value == "*") return true;
  if (name.ends_with("DEBUG")) return value == "true" || value == "yes" || value == "on" || value == "1";
  const bool mode = name.ends_with("ENV") || name.ends_with("ENVIRONMENT") || name == "SPRING_PROFILES_ACTIVE";
  return mode && value.starts_with("dev");
}

bool in_final_image(const Instruction& instruction, Context& ctx) {
  return shipped(instruction) && !(instruction.stage && is_for_building(*instruction.stage, ctx.source().path()));
}

void check(const std::vector<KeyValue>& pairs, const Instruction& instruction, Context& ctx) {
  if (!instruction.stage || !instruction.model || !in_final_image(instruction, ctx)) return;
  for (const KeyValue& pair : pairs) {
    if (!pair.value) continue;
    const Text value = instruction.model->expand(pair.value->text, instruction);
    if (value.known && is_debug(pair.key.text, lower(value.value)))
      ctx.report(pair.span, "'{}={}' is for developing; it shows more and checks less", pair.key.text, value.value);
  }
}

// The word of a command that starts a server for development.
const shell::Word* development_word(const shell::Command& command) {
  const std::string_view base = command.base;
  const auto words = [&](std::string_view wanted) -> const shell::Word* {
    const auto found = std::find_if(command.arguments.begin(), command.arguments.end(),
                                    [&](const shell::Word& word) { return word.text == wanted; });
    return found == command.arguments.end() ? nullptr : &*found;
  };
  if (base == "nodemon" || base == "webpack-dev-server" || (base == "vite" && !words("preview") && !words("build")))
    return &command.name;
  if (base == "flask") return words("--debug");
  if (base == "uvicorn" || base == "gunicorn" || base == "hypercorn") return words("--reload");
  if (base == "npm" || base == "yarn" || base == "pnpm" || base == "bun") return words("dev");
  if (base == "next" || base == "nuxt") return words("dev");
  if (base == "php") return words("artisan") ? words("serve") : nullptr;
  if (base.starts_with("python") || base == "manage.py" || base == "django-admin") return words("runserver");
  if (base == "fastapi") return words("dev");
  return nullptr;
}

}  // namespace

extern constinit const Rule debug_mode_enabled = {
    .severity = Severity::info,
    .group = Group::security,
    .aliases = {"sonar:S4507"},
    .programs = {"nodemon",    "webpack-dev-server",
                 "vite",       "flask",
                 "uvicorn",    "gunicorn",
                 "hypercorn",  "npm",
                 "yarn",       "pnpm",
                 "bun",        "next",
                 "nuxt",       "php",
                 "manage.py",  "django-admin",
                 "fastapi",    "python",
                 "python2",    "python2.7",
                 "python3",    "python3.6",
                 "python3.7",  "python3.8",
                 "python3.9",  "python3.10",
                 "python3.11", "python3.12",
                 "python3.13", "python3.14"},
    .check = {[](const Env& env, Context& ctx) { check(env.pairs, env, ctx); },
              [](const Arg& arg, Context& ctx) { check(arg.pairs, arg, ctx); },
              [](const shell::Command& command, Context& ctx) {
                const Instruction* start = command.script->instruction;
                if (!start || (start->keyword != Keyword::cmd && start->keyword != Keyword::entrypoint)) return;
                const shell::Word* word = development_word(command);
                if (word && in_final_image(*start, ctx))
                  ctx.report(word->span, "'{}' starts a server for developing; it shows more and checks less",
                             word->text);
              }},
};

}  // namespace plimsoll::dockerfile
