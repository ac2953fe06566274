#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/language_caches.h"
#include "dockerfile/set_variables.h"

namespace plimsoll::dockerfile {
namespace {

bool is_node(std::string_view manager) {
  return manager == "npm" || manager == "yarn" || manager == "pnpm" || manager == "bun";
}

// A flag, a variable, or a configuring command leaves them out.
bool leaves_them_out(const shell::Install& install) {
  const shell::Command& command = *install.command;
  for (Fact flag : install.facts["dev-flags"].items()) {
    const std::string_view name = flag.string();
    for (const shell::Word& word : command.arguments) {
      if (word.text == name ||
          (name.find('=') == name.npos && word.text.starts_with(name) && word.text[name.size()] == '='))
        return true;
    }
  }
  if (std::string only; command.flag_value({"--omit", "--only"}, &only) && (only == "dev" || only.starts_with("prod")))
    return true;
  for (const auto [name, words] : install.facts["dev-env"].entries()) {
    const auto value = environment_of(command, name);
    if (!value) continue;
    if (value->empty()) return true;
    for (Fact word : words.items()) {
      if (value->find(word.string()) != std::string::npos) return true;
    }
  }
  return configured_before(command, install.facts["dev-settings"]);
}

// npm prune --omit=dev, yarn install --production behind it.
bool takes_them_out(const shell::Command& command, const shell::Install& of) {
  if (!is_node(of.manager)) return false;
  if (command.base == "rm") {
    return std::any_of(command.arguments.begin(), command.arguments.end(),
                       [](const shell::Word& word) { return word.text.find("node_modules") != std::string::npos; });
  }
  if (!is_node(command.base)) return command.base == "npm-prune" || command.base == "node-prune";
  if (command.has_flag({"--production", "--prod", "-P"})) return true;
  const auto operands = command.operands();
  return !operands.empty() &&
         (operands[0]->text == "prune" || operands[0]->text == "deploy" || operands[0]->text == "workspaces");
}

bool is_dev_file(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of("/=") + 1);
  for (std::string_view word : {"dev", "test"}) {
    for (size_t at = name.find(word); at != name.npos; at = name.find(word, at + 1)) {
      const bool begins = at == 0 || name[at - 1] == '-' || name[at - 1] == '_' || name[at - 1] == '.';
      if (begins) return true;
    }
  }
  return false;
}

bool brings_them(const shell::Install& install) {
  if (install.manager == "pipenv") return install.project && install.command->has_flag({"--dev", "-d"});
  if (!install.project || !install.facts["dev-flags"].exists()) return false;
  const std::string_view first =
      install.command->arguments.empty() ? "" : std::string_view(install.command->arguments[0].text);
  if (install.command->has_flag({"-g", "--global"}) || first == "fetch" || first == "pip" || first == "create-project")
    return false;
  return !leaves_them_out(install);
}

// Whoever starts it so wants them.
bool starts_for_developing(const Stage& stage) {
  const shell::Command* start = start_of(stage);
  if (!start) return false;
  return start->base == "nodemon" ||
         std::any_of(start->arguments.begin(), start->arguments.end(), [](const shell::Word& word) {
           return word.text.find("dev") != std::string::npos || word.text == "test" || word.text == "watch" ||
                  word.text == "nodemon";
         });
}

// Behind `install` in the same RUN.
bool taken_out_later(const shell::Install& install) {
  bool later = false;
  int left = 200;
  for (const shell::Script* script : install.command->script->instruction->scripts) {
    for (const shell::Command& command : script->commands) {
      if (later && (--left < 0 || takes_them_out(command, install))) return true;
      later = later || &command == install.command;
    }
  }
  return false;
}

const Stage& final_of(const Instruction& at) { return *at.model->final_stage(); }

}  // namespace

extern constinit const Rule dev_dependencies_in_final_stage = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .programs = {"npm", "yarn", "pnpm", "bun", "bundle", "composer", "pip", "pipenv", "poetry", "uv", "mix"},
    .check = {[](const shell::Install& install, Context& ctx) {
                const Instruction& at = *install.command->script->instruction;
                if (at.keyword != Keyword::run || !shipped(at)) return;
                if (install.manager == "pip") {
                  for (const shell::Word* file : install.requirements) {
                    if (file->literal && is_dev_file(file->text) && !is_for_building(final_of(at), ctx.source().path()))
                      ctx.report(file->span, "'{}' brings what is for developing into the shipped image",
                                 file->text.substr(file->text.find('=') + 1));
                  }
                  return;
                }
                if (!brings_them(install) || taken_out_later(install)) return;
                if (is_for_building(final_of(at), ctx.source().path()) || starts_for_developing(final_of(at))) return;
                ctx.report(install.subcommand, "{} installs what is for developing too, into the shipped image",
                           install.manager);
              },
              [](const Copy& copy, Context& ctx) {
                const Flag* from = copy.flag("from");
                if (!from || !from->value || !shipped(copy)) return;
                const auto source = std::find_if(copy.sources.begin(), copy.sources.end(), [](const Word& word) {
                  std::string_view path = word.text;
                  while (path.ends_with('/')) path.remove_suffix(1);
                  return path.ends_with("node_modules");
                });
                if (source == copy.sources.end()) return;
                const Stage* stage = copy.model->stage_reference(from->value->text, copy).stage;
                if (!stage || stage->shipped || is_for_building(final_of(copy), ctx.source().path())) return;
                // The last install of the stage counts.
                std::optional<Span> brought;
                int left = 400;
                for_each_command(*stage, [&](const shell::Command& command) {
                  if (--left < 0) return;
                  if (!is_node(command.base)) return;
                  const auto install = shell::install_of(command);
                  if (install && install->project) {
                    brought = brings_them(*install) ? std::optional(install->subcommand) : std::nullopt;
                  } else if (takes_them_out(command, shell::Install{.manager = "npm"})) {
                    brought.reset();
                  }
                });
                if (brought && left >= 0) {
                  ctx.report(source->span, "this brings what is for developing into the shipped image")
                      .note(*brought, "it is installed here");
                }
              }},
};

}  // namespace plimsoll::dockerfile
