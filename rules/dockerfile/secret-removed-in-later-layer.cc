#include <algorithm>
#include <map>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/predefined.h"
#include "dockerfile/written_secrets.h"

namespace plimsoll::dockerfile {
namespace {

struct Kept {
  const Instruction* by;
  Span span;     // what says so
  Span covered;  // where other rules tell of it
  Span literal;
};

// By path, and by name for what is written relative to a folder that nobody knows.
using Files = std::map<std::string, Kept, std::less<>>;

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

void add_copied(const Transfer& transfer, Files& files) {
  if (transfer.flag("from") || !transfer.destination || !transfer.model) return;
  const std::string to = transfer.model->expand(transfer.destination->text, transfer).value;
  for (const Word& source : transfer.sources) {
    const std::string path = transfer.model->expand(source.text, transfer).value;
    const auto secret = credential_file(path);
    if (!secret || !secret->certain || path.find("://") != path.npos) continue;
    const Kept kept{&transfer, source.span, source.span, {}};
    const std::string name(file_name(path));
    Text target;
    target.value = to;
    const std::string place = join_workdir(transfer.model->workdir_at(transfer).text, target, false).value;
    files.try_emplace(place, kept);
    files.try_emplace((place.ends_with('/') ? place : place + "/") + name, kept);
  }
}

void add_written(const Run& run, Files& files) {
  for (const WrittenSecret& written : written_secrets(run))
    files.try_emplace(written.file, Kept{&run, written.span, written.by, written.literal});
}

const Kept* find(const Files& files, const shell::Word& word, const Instruction& run) {
  std::string path = word.text;
  if (const auto same = files.find(path); same != files.end()) return &same->second;
  for (std::string_view home : {"~/", "${HOME}/"}) {
    if (path.starts_with(home)) path = home_at(run) + "/" + path.substr(home.size());
  }
  Text relative;
  relative.value = path;
  const auto found = files.find(join_workdir(run.model->workdir_at(run).text, relative, false).value);
  return found == files.end() ? nullptr : &found->second;
}

bool removes(const shell::Command& command) {
  return command.base == "rm" || command.base == "shred" || command.base == "unlink" || command.base == "mv";
}

// Something that may be a secret by its name is removed at all; few stages get further than that.
bool removes_secret(const Stage& stage) {
  bool found = false;
  for_each_command(stage, [&](const shell::Command& command) {
    if (found || !removes(command)) return;
    for (const shell::Word* word : command.operands()) {
      found |= credential_file(word->text) || is_secret_name(file_name(word->text));
    }
  });
  return found;
}

void check(const Instruction& run, const Files& files, Context& ctx) {
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      if (!removes(command)) continue;
      for (const shell::Word* word : command.operands()) {
        const Kept* kept = find(files, *word, run);
        if (!kept || kept->by == &run) continue;
        auto report = ctx.report(word->span, "'{}' is removed too late: the layer above keeps the secret", word->text);
        report.note(kept->span, "it comes into the image here").covers(kept->covered);
        if (!kept->literal.empty()) report.hide(kept->literal);
      }
    }
  }
}

}  // namespace

extern constinit const Rule secret_removed_in_later_layer = {
    .severity = Severity::error,
    .group = Group::secrets,
    .replaces = {"copy-secret-file", "secret-written-to-layer"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          Files files;
          const std::vector<const Stage*> chain = chain_of(stage);
          if (std::none_of(chain.begin(), chain.end(), [](const Stage* each) { return removes_secret(*each); })) return;
          for (auto each = chain.rbegin(); each != chain.rend(); ++each) {
            for (const Instruction* instruction : (*each)->instructions) {
              if (instruction->keyword == Keyword::copy || instruction->keyword == Keyword::add) {
                add_copied(static_cast<const Transfer&>(*instruction), files);
              } else if (instruction->keyword == Keyword::run) {
                if (!files.empty()) check(*instruction, files, ctx);
                add_written(static_cast<const Run&>(*instruction), files);
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
