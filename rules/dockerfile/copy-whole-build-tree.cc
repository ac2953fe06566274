#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

// Where a stage puts all of the context, and that it builds something there.
struct BuildTree {
  const Transfer* copy = nullptr;
  std::string folder;
};

std::vector<BuildTree> trees_of(const Stage& stage) {
  std::vector<BuildTree> trees;
  bool builds = false;
  for (const Stage* each : chain_of(stage)) {
    for (const Instruction* instruction : each->instructions) {
      const Transfer* transfer = transfer_of(*instruction);
      if (!transfer) continue;
      for (const ContextSource& source : context_sources(*transfer)) {
        const Text target = destination_of(*transfer);
        if (source.path == "." && target.known && clean_path(target.value) != "/")
          trees.push_back({transfer, clean_path(target.value)});
      }
    }
    for_each_command(*each, [&](const shell::Command& command) { builds = builds || build_of(command); });
  }
  return builds ? trees : std::vector<BuildTree>();
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
          std::map<const Stage*, std::vector<BuildTree>> known;
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
              for (const BuildTree& tree : found->second) {
                if (path.empty() || path == "/" || !is_below(tree.folder, path)) continue;
                ctx.report(source.span,
                           "'{}' is all of the build folder, with the sources and what the build left there", path)
                    .note(tree.copy->span, "the whole context was copied there");
                break;
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
