#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/dev_dependencies.h"

namespace plimsoll::dockerfile {
namespace {

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
                    if (file->literal && is_dev_requirements(file->text) &&
                        !is_for_building(final_of(at), ctx.source().path()))
                      ctx.report(file->span, "'{}' brings what is for developing into the shipped image",
                                 file->text.substr(file->text.find('=') + 1));
                  }
                  return;
                }
                if (!brings_dev_dependencies(install) || dev_dependencies_removed_later(install)) return;
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
                  if (!is_node_manager(command.base)) return;
                  const auto& install = command.install;
                  if (install && install->project) {
                    brought = brings_dev_dependencies(*install) ? std::optional(install->subcommand) : std::nullopt;
                  } else if (removes_dev_dependencies(command)) {
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
