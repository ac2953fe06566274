#include <charconv>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/set_variables.h"
#include "facts/facts.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

Fact table() { return facts::table("externally-managed"); }

// "12.5-slim" against 12, "3.20" against 3.19.
bool is_at_least(std::string_view tag, Fact oldest) {
  for (Fact part : oldest.items()) {
    int number = 0, wanted = 0;
    const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), number);
    if (error != std::errc()) return false;
    std::from_chars(part.string().data(), part.string().data() + part.string().size(), wanted);
    if (number != wanted) return number > wanted;
    tag.remove_prefix(static_cast<size_t>(end - tag.data()));
    if (tag.starts_with('.')) tag.remove_prefix(1);
  }
  return true;
}

bool has_managed_python(const Stage& root) {
  if (!root.image_known) return false;
  const std::string_view name = root.image.official_name();
  const Fact oldest = table()["oldest"][name];
  if (!oldest.exists() && !table()["images"].has(name)) return false;
  const std::string_view tag = root.image.tag.value_or(root.image.digest ? "" : "latest");
  for (Fact release : table()["releases"].items()) {
    if (tag.find(release.string()) != tag.npos) return true;
  }
  if (!oldest.exists()) return false;
  return is_at_least(tag, oldest) || table()["current"].has(tag.substr(0, tag.find('-')));
}

// Something says that pip may, or that this is not the Python of the system. What is too long to read may say so.
bool is_spared(const Instruction& run) {
  size_t left = 1 << 14;
  for (const Stage* stage = run.stage; stage; stage = stage->parent) {
    for (const Instruction* instruction : stage->instructions) {
      if (instruction->order > run.order) break;
      if (instruction->keyword == Keyword::copy && instruction->flag("from")) return true;
      const std::string_view text = instruction->arguments;
      if (text.size() + 64 >= left) return true;
      left -= text.size() + 64;
      for (Fact sign : table()["signs"].items()) {
        if (text.find(sign.string()) != text.npos) return true;
      }
      for (const Heredoc& heredoc : instruction->heredocs) {
        if (heredoc.body.size() > 0) return true;
      }
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule pip_externally_managed = {
    .severity = Severity::error,
    .group = Group::correctness,
    .programs = {"pip"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const shell::Command& command = *install.command;
          const Instruction& run = *command.script->instruction;
          if (run.keyword != Keyword::run || !run.stage || run.trigger_of || !has_managed_python(*run.stage->root))
            return;
          const std::string_view name = command.name.text;
          if (name != "pip" && name != "pip3" && name != "python3" && name != "python") return;
          if (command.has_flag(
                  {"--target", "-t", "--prefix", "--root", "--python", "--break-system-packages", "--dry-run"}))
            return;
          // "pip install x || pip install --break-system-packages x" knows already.
          const bool last = &command == &command.script->commands.back();
          if (command.conditional || (!last && (&command + 1)->joint == shell::Joint::or_else)) return;
          for (std::string_view variable :
               {"PIP_BREAK_SYSTEM_PACKAGES", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV", "PATH"}) {
            if (environment_of(command, variable)) return;
          }
          if (is_spared(run)) return;
          ctx.report(install.subcommand,
                     "pip refuses to change the Python of this system; use a venv, or --break-system-packages");
        },
};

}  // namespace plimsoll::dockerfile
