#include <string>

#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/later_uses.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

struct Waiting {
  const Add* add;
  const Word* source;
  std::string path;
  bool alone;
};

}  // namespace

extern constinit const Rule add_zip_not_extracted = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .replaces = {"add-instead-of-copy"},
    .check =
        [](const Stage& stage, Context& ctx) {
          LaterUses<Waiting> waiting;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword == Keyword::add) {
              const auto& add = static_cast<const Add&>(*instruction);
              const auto& sources = context_sources(add);
              for (const ContextSource& source : sources) {
                const std::string name = base_name(source.path);
                if (!name.ends_with(".zip") && !name.ends_with(".rar") && !name.ends_with(".7z")) continue;
                const std::string target = add.destination && !add.destination->text.ends_with('/') &&
                                                   base_name(add.destination->text).find('.') != std::string::npos
                                               ? base_name(add.destination->text)
                                               : name;
                waiting.add(target, {&add, source.word, name, add.sources.size() == 1 && add.flags.empty()});
              }
            }
            waiting.visit(*instruction, [](const shell::Command&, const Waiting&) {});
          }
          for (const Waiting& left : waiting.rest()) {
            Report report =
                ctx.report(left.source->span, "ADD unpacks tar archives only, so '{}' stays as it is", left.path);
            report.covers(join(left.add->name.span, left.source->span));
            if (left.alone)
              report.fix("write COPY", replace(left.add->name.span, spelled_like(*left.add, Keyword::copy)));
          }
        },
};

}  // namespace plimsoll::dockerfile
