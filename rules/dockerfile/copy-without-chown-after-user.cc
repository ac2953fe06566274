#include <map>
#include <string>
#include <vector>

#include "context.h"
#include "dockerfile/transfers.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
namespace {

struct Copied {
  const Transfer* transfer;
  std::string user;
};

// The files that a command changes: chmod MODE FILE…, sed -i SCRIPT FILE….
std::vector<const shell::Word*> changed_by(const shell::Command& command) {
  const bool sed = command.base == "sed" && command.has_flag({"-i", "--in-place"});
  if (command.base != "chmod" && !sed) return {};
  auto operands = command.operands();
  if (!operands.empty()) operands.erase(operands.begin());
  return operands;
}

void note_files(const Transfer& transfer, const std::string& user, std::map<std::string, Copied>& files) {
  const Text target = destination_of(transfer);
  if (!target.known || !target.value.starts_with('/')) return;
  const std::string folder = clean_path(target.value);
  for (const Word& source : transfer.sources) {
    const Text text = transfer.model->expand(source.text, transfer);
    if (!text.known || has_wildcard(text.value) || source_kind(text.value) != SourceKind::path) continue;
    const std::string path = target.value.ends_with('/') ? clean_path(folder + "/" + base_name(text.value)) : folder;
    files.insert_or_assign(path, Copied{&transfer, user});
  }
}

}  // namespace

extern constinit const Rule copy_without_chown_after_user = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (stage.windows) return;
          std::map<std::string, Copied> files;  // that root owns although a normal user is in force
          for (const Instruction* instruction : stage.instructions) {
            if (!instruction->model) continue;
            const Setting& user = instruction->model->user_at(*instruction);
            const bool normal = user.set_by && user.text.known && !user.text.value.empty() &&
                                !is_root(split_user(user.text.value).user);
            if (!normal) continue;
            if (const Transfer* transfer = transfer_of(*instruction); transfer && !transfer->flag("chown"))
              note_files(*transfer, user.text.value, files);
            if (files.empty() || instruction->keyword != Keyword::run) continue;
            const Text folder = instruction->model->workdir_at(*instruction).text;
            for (const shell::Script* script : instruction->scripts) {
              for (const shell::Command& command : script->commands) {
                if (command.base == "cd" || !command.wrappers.empty()) break;
                for (const shell::Word* word : changed_by(command)) {
                  if (!word->literal || (!word->text.starts_with('/') && !folder.known)) continue;
                  const auto found =
                      files.find(word->text.starts_with('/') ? clean_path(word->text)
                                                             : clean_path(folder.value + "/" + word->text));
                  if (found == files.end()) continue;
                  const Copied& copied = found->second;
                  ctx.report(copied.transfer->name.span,
                             "{} makes files of root whatever USER says, and '{}' changes one of them below",
                             name_of(copied.transfer->keyword), copied.user)
                      .note(command.span, "this fails for want of rights")
                      .suggest("give the files to the user",
                               insert_after(copied.transfer->name.span, " --chown=" + copied.user));
                  const Transfer* reported = copied.transfer;
                  std::erase_if(files, [&](const auto& each) { return each.second.transfer == reported; });
                }
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
