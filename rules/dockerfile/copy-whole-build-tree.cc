#include <map>
#include <string>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

// The folders into which a stage copies all of the context; none if it builds nothing.
using Trees = std::map<std::string, const Transfer*>;

Trees trees_of(const Stage& stage) {
  bool builds = false;
  for_each_command(stage, [&](const shell::Command& command) { builds = builds || build_of(command); });
  Trees trees;
  for (const Instruction* instruction : stage.instructions) {
    const Transfer* transfer = builds ? transfer_of(*instruction) : nullptr;
    if (!transfer) continue;
    for (const ContextSource& source : context_sources(*transfer)) {
      const Text target = destination_of(*transfer);
      if (source.path == "." && target.known && clean_path(target.value) != "/") {
        trees.emplace(clean_path(target.value), transfer);
      }
    }
  }
  return trees;
}

// The copy into that folder or one below it.
const Transfer* copied_below(const Trees& trees, const std::string& path) {
  if (const auto same = trees.find(path); same != trees.end()) return same->second;
  const auto below = trees.lower_bound(path + "/");
  return below != trees.end() && below->first.starts_with(path + "/") ? below->second : nullptr;
}

// What --from takes starts from "/".
std::string resolved(const Text& path) {
  return path.known && !path.value.empty() && !has_wildcard(path.value) ? clean_path(path.value) : "";
}

}  // namespace

extern constinit const Rule copy_whole_build_tree = {
    .severity = Severity::info,
    .group = Group::image_size,
    .check =
        [](const File& file, Context& ctx) {
          std::map<const Stage*, Trees> known;
          for (const auto& instruction : file.instructions) {
            if (instruction->keyword != Keyword::copy || !instruction->stage || !instruction->stage->shipped) continue;
            const auto& copy = static_cast<const Copy&>(*instruction);
            const Flag* from = copy.flag("from");
            if (!from || !from->value) continue;
            const StageReference reference = file.model->stage_reference(from->value->text, copy);
            if (reference.kind != StageReference::Kind::earlier) continue;
            auto found = known.find(reference.stage);
            if (found == known.end()) found = known.emplace(reference.stage, trees_of(*reference.stage)).first;
            for (const Word& source : copy.sources) {
              const std::string path = resolved(file.model->expand(source.text, copy));
              if (path.empty() || path == "/") continue;
              const Transfer* tree = copied_below(found->second, path);
              if (!tree) continue;
              ctx.report(source.span, "'{}' is all of the build folder, with the sources and what the build left there",
                         path)
                  .note(tree->span, "the whole context was copied there");
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
