#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

bool has_no_cache(const shell::Command& command) { return command.has_flag({"--no-cache"}); }

bool uses_index(const shell::Command& command) {
  const auto call = system_call(command);
  return call && call->manager == "apk" &&
         (call->action == shell::Action::install || call->action == shell::Action::upgrade);
}

}  // namespace

extern constinit const Rule redundant_apk_update = {
    .severity = Severity::info,
    .group = Group::image_size,
    .programs = {"apk"},
    .check = {[](const shell::ManagerCall& call, Context& ctx) {
                const shell::Command& command = *call.command;
                const Run* run = run_of(command);
                if (!run || call.action != shell::Action::update || !shipped(*run)) return;
                if (mounts_cache(*run, call.facts)) return;
                const shell::Command* user = find_behind(command, uses_index);
                const auto needs_it = [](const shell::Command& each) {
                  const auto other = system_call(each);
                  const bool searches = other && other->manager == "apk" && other->action == shell::Action::none;
                  return searches || (uses_index(each) && !has_no_cache(each));
                };
                if (!user || find_behind(command, needs_it)) return;
                auto report = ctx.report(call.subcommand,
                                         "'apk --no-cache' loads its own index, so 'apk update' only fills the layer");
                report.note(user->span, "here");
                const Span gone{command.span.begin, user->span.begin};
                if (user == &command + 1 && user->joint == shell::Joint::and_then && command.pipeline_length == 1 &&
                    ctx.source().text(gone).find('#') == std::string_view::npos) {
                  report.fix("drop apk update", remove(gone));
                }
              },
              [](const shell::Install& install, Context& ctx) {
                const Run* run = run_of(*install.command);
                if (!run || !install.no_cache || !shipped(*run)) return;
                for (const shell::Word& word : install.command->arguments) {
                  if (word.text != "-U" && word.text != "--update" && word.text != "--update-cache") continue;
                  auto report =
                      ctx.report(word.span, "--no-cache loads the index anyway, so '{}' does nothing", word.text);
                  if (!install.command->script->exec_form) {
                    report.fix(fmt::format("drop {}", word.text), remove({word.span.begin - 1, word.span.end}));
                  }
                }
              }},
};

}  // namespace plimsoll::dockerfile
