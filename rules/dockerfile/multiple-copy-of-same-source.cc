#include <map>
#include <string>

#include "context.h"
#include "dockerfile/build_context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/syntax.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

bool is_folder(const ContextSource& source, const BuildContext& context) {
  return source.text.ends_with('/') || context.at(source.path) == BuildContext::Entry::folder;
}

}  // namespace

extern constinit const Rule multiple_copy_of_same_source = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          std::map<std::string, const Word*> seen;
          const Word* folder = nullptr;  // copied from the context with no step since
          const auto chain = chain_of(stage);
          for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
            for (const Instruction* instruction : (*at)->instructions) {
              if (instruction->keyword == Keyword::run) folder = nullptr;
              const Transfer* transfer = transfer_of(*instruction);
              if (!transfer || !transfer->model) continue;
              const Flag* from = transfer->flag("from");
              for (const Word& word : transfer->sources) {
                const Text text = transfer->model->expand(word.text, *transfer);
                if (!text.known || text.value.empty() || source_kind(text.value) != SourceKind::path) continue;
                const std::string key = (from ? value_of(*from) : "") + "\n" + clean_path(text.value);
                const auto [earlier, fresh] = seen.emplace(key, &word);
                if (!fresh)
                  ctx.report(word.span, "'{}' is in the image already, copied to another place", text.value)
                      .note(earlier->second->span, "it was copied here");
              }
              for (const ContextSource& source : context_sources(*transfer)) {
                if (source.path == "." && folder && folder != source.word) {
                  ctx.report(source.word->span, "the whole context holds '{}', which was copied just before",
                             folder->text)
                      .note(folder->span, "it was copied here");
                }
                if (source.path == ".") folder = nullptr;
                if (source.path != "." && is_folder(source, transfer->model->context())) folder = source.word;
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
