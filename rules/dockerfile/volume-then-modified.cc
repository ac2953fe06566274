#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {
namespace {

struct Declared {
  const Volume* volume;
  std::string path;
};

void declare(const Volume& volume, std::vector<Declared>& declared) {
  for (const Word& path : volume.paths) {
    Text text = volume.model->expand(path.text, volume);
    while (text.value.size() > 1 && text.value.ends_with('/')) text.value.pop_back();
    const bool usable = text.known && text.value.size() > 1 && text.value[0] == '/';
    if (usable && declared.size() < 100) declared.push_back({&volume, std::move(text.value)});
  }
}

bool is_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

// The words of a command that name what it writes.
std::vector<const shell::Word*> written_by(const shell::Command& command) {
  std::vector<const shell::Word*> words;
  const std::string_view base = command.base;
  const auto operands = command.operands();
  const bool copies = base == "cp" || base == "mv" || base == "install" || base == "rsync" || base == "ln";
  if (base == "mkdir" || base == "touch" || base == "chown" || base == "chmod" || base == "chgrp") {
    words = operands;
  } else if ((copies && operands.size() > 1) || (command.is("git", {"clone"}) && operands.size() > 2)) {
    words = {operands.back()};
  } else if (base == "tar" || base == "unzip") {
    std::string value;
    if (const shell::Word* word = command.flag_value({base == "tar" ? "-C" : "-d"}, &value)) words = {word};
  }
  for (const shell::Redirect& redirect : command.redirects) {
    if (redirect.op.find('>') != std::string::npos) words.push_back(&redirect.target);
  }
  return words;
}

void check(const Instruction& run, const std::vector<Declared>& declared, Context& ctx) {
  const Instruction& last = *run.stage->instructions.back();
  const auto check_word = [&](const shell::Word& word, bool makes_folder) {
    const auto volume = std::find_if(declared.begin(), declared.end(), [&](const Declared& each) {
      return is_below(word.text, each.path) && !(makes_folder && word.text == each.path);
    });
    if (volume == declared.end()) return;
    const Instruction& declaration = *volume->volume;
    Report report =
        ctx.report(word.span, "'{}' is in a volume already, so the classic builder drops this change", word.text);
    report.note(declaration.span, "declared here");
    if (declaration.stage != run.stage) return;
    report.suggest("declare it at the end of the stage",
                   {removal_of(declaration, ctx.source()),
                    insert_after(last.whole, "\n" + std::string(ctx.source().text(declaration.span)))});
  };
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      for (const shell::Word* word : written_by(command)) check_word(*word, command.base == "mkdir");
    }
  }
}

}  // namespace

extern constinit const Rule volume_then_modified = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::strict,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          std::vector<Declared> declared;
          const std::vector<const Stage*> chain = chain_of(stage);
          for (auto each = chain.rbegin(); each != chain.rend(); ++each) {
            for (const Instruction* instruction : (*each)->instructions) {
              if (instruction->keyword == Keyword::volume) declare(static_cast<const Volume&>(*instruction), declared);
              if (instruction->keyword == Keyword::run && !declared.empty()) check(*instruction, declared, ctx);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
