#include <algorithm>
#include <vector>

#include "context.h"
#include "dockerfile/copied_files.h"
#include "dockerfile/layer_order.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

std::string_view base_name(std::string_view path) {
  while (path.ends_with('/') || path.ends_with('"')) path.remove_suffix(1);
  return path.substr(path.find_last_of("/\"") + 1);
}

// The package manager, or its programs, read what is there.
bool is_for_settings(const Transfer& copy) {
  if (!copy.destination) return true;
  const Fact folders = facts::table("layer-order")["settings"];
  for (Fact folder : folders.items()) {
    if (copy.destination->text.find(folder.string()) != std::string_view::npos) return true;
  }
  return copy.destination->text == "/" && !is_whole_context(copy.sources[0].text);
}

bool mentions(std::string_view text, std::string_view name) { return name.size() > 1 && text.find(name) != text.npos; }

bool needs(const Run& run, const Transfer& copy) {
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      if (command.name.text.starts_with("./") || command.base == "sh" || command.base == "bash" ||
          command.base == "make" || command.base == "xargs" || command.base == "cat" || command.base == "." ||
          command.base == "source")
        return true;
    }
  }
  if (mentions(run.arguments, base_name(copy.destination->text))) return true;
  return std::any_of(copy.sources.begin(), copy.sources.end(), [&](const Word& source) {
    return mentions(run.arguments, base_name(source.text)) && !is_whole_context(source.text);
  });
}

}  // namespace

extern constinit const Rule os_packages_after_source_copy = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .check =
        [](const Stage& stage, Context& ctx) {
          std::vector<const Transfer*> copies;
          for (const Instruction* instruction : stage.instructions) {
            if (const Transfer* copy = local_copy(*instruction)) {
              // A few are enough to tell.
              if (copies.size() < 8 && !is_for_settings(*copy)) copies.push_back(copy);
              continue;
            }
            if (copies.empty() || instruction->keyword != Keyword::run) continue;
            const auto& run = static_cast<const Run&>(*instruction);
            for (const shell::Script* script : run.scripts) {
              for (const shell::Command& command : script->commands) {
                const auto& install = command.install;
                if (!install || !installs_system_packages(*install)) continue;
                if (std::any_of(copies.begin(), copies.end(), [&](const Transfer* copy) { return needs(run, *copy); }))
                  return;
                ctx.report(install->subcommand,
                           "each change of the files above repeats this install; do it before them")
                    .note(copies[0]->sources[0].span, "the files");
                return;
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
