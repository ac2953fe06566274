#include <set>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

// The builder itself, or what runs in it, reads these.
bool has_meaning(std::string_view name) {
  return is_platform_argument(name) || is_proxy_argument(name) || name.starts_with("BUILDKIT_") ||
         name == "SOURCE_DATE_EPOCH";
}

// Something runs behind the instruction in its stage, or in a stage on top of it, and sees the ARG as environment.
class Runs {
 public:
  explicit Runs(const Model& model) : last_(model.stages().size()), above_(model.stages().size()) {
    for (const auto& stage : model.stages()) {
      for (const Instruction* instruction : stage->instructions) {
        const Keyword keyword = instruction->keyword;
        if (keyword == Keyword::run || keyword == Keyword::onbuild) last_[stage->index] = instruction->order;
      }
    }
    for (auto stage = model.stages().rbegin(); stage != model.stages().rend(); ++stage) {
      const size_t index = (*stage)->index;
      if ((*stage)->parent && (last_[index] || above_[index])) above_[(*stage)->parent->index] = true;
    }
  }
  bool behind(const Instruction& arg) const { return last_[arg.stage->index] > arg.order || above_[arg.stage->index]; }

 private:
  std::vector<uint32_t> last_;
  std::vector<bool> above_;
};

}  // namespace

extern constinit const Rule unused_arg = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const File& file, Context& ctx) {
          std::vector<const Arg*> args;
          std::set<std::string_view> redeclared;
          for (const auto& instruction : file.instructions) {
            if (instruction->keyword != Keyword::arg) continue;
            const Arg& arg = *args.emplace_back(static_cast<const Arg*>(instruction.get()));
            if (!arg.stage) continue;
            for (const KeyValue& pair : arg.pairs) redeclared.insert(pair.key.text);
          }
          if (args.empty()) return;
          const std::set<std::string_view> used = names_behind_dollar(ctx.source().text());
          const Runs runs(*file.model);
          for (const Arg* arg : args) {
            if (arg->stage && runs.behind(*arg)) continue;
            for (const KeyValue& pair : arg->pairs) {
              const std::string_view name = pair.key.text;
              if (name.empty() || has_meaning(name) || used.contains(name)) continue;
              if (!arg->stage && redeclared.contains(name)) continue;
              ctx.report(pair.key.span, "ARG '{}' is used nowhere", name);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
