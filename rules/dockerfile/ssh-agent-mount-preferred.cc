#include "context.h"
#include "dockerfile/model.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Command;

// A private key by the name of its file.
bool is_key(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return path.find(".ssh/") != path.npos && name.starts_with("id_") && !name.ends_with(".pub");
}

// Where the command puts a private key; nullptr if it does not.
const shell::Word* key_written_by(const Command& command) {
  for (const shell::Redirect& redirect : command.redirects) {
    if (redirect.op.find('>') != std::string::npos && is_key(redirect.target.text)) return &redirect.target;
  }
  const auto operands = command.operands();
  if (command.base == "ssh-add" && !operands.empty()) return operands[0];
  if (command.base != "tee" && command.base != "cp" && command.base != "mv") return nullptr;
  return !operands.empty() && is_key(operands.back()->text) ? operands.back() : nullptr;
}

bool may_use_ssh(const Command& command) {
  const Fact subcommands = facts::table("layer-files")["clones"][command.base];
  if (!subcommands.exists()) return false;
  for (const shell::Word& word : command.arguments) {
    if (word.text.starts_with("https://")) return false;
  }
  for (const shell::Word& word : command.arguments) {
    if (subcommands.has(word.text)) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule ssh_agent_mount_preferred = {
    .severity = Severity::info,
    .group = Group::secrets,
    .check =
        [](const Stage& stage, Context& ctx) {
          const shell::Word* key = nullptr;
          // Only text that speaks of ssh can handle its keys.
          if (stage.instructions.empty() || !stage.instructions[0]->model->may_mention("ssh")) return;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword != Keyword::run) continue;
            const bool ssh = instruction->line.text().find("ssh") != std::string_view::npos;
            if (!key && !ssh && instruction->heredocs.empty()) continue;
            for (const shell::Script* script : instruction->scripts) {
              for (const Command& command : script->commands) {
                if (!key) key = key_written_by(command);
                if (!key || !may_use_ssh(command)) continue;
                ctx.report(key->span, "'{}' hands this step a private key; RUN --mount=type=ssh lends it the agent",
                           key->text)
                    .note(command.span, "the key is for this");
                return;
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
