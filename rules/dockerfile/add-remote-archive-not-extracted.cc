#include <string>

#include "context.h"
#include "dockerfile/later_uses.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

struct Waiting {
  const Add* add;
  const Word* source;
  std::string url;
};

std::string file_of(std::string_view url) { return base_name(url.substr(0, url.find_first_of("?#"))); }

}  // namespace

extern constinit const Rule add_remote_archive_not_extracted = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          LaterUses<Waiting> waiting;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword == Keyword::add) {
              const auto& add = static_cast<const Add&>(*instruction);
              const std::string target = add.destination ? base_name(add.destination->text) : "";
              for (const Word& source : add.sources) {
                if (add.flag("unpack") || is_tar(target)) break;
                const Text url = add.model->expand(source.text, add);
                if (url.known && source_kind(url.value) == SourceKind::url && is_tar(file_of(url.value))) {
                  waiting.add(file_of(url.value), {&add, &source, url.value});
                }
              }
            }
            waiting.visit(*instruction, [](const shell::Command&, const Waiting&) {});
          }
          for (const Waiting& left : waiting.rest()) {
            ctx.report(left.source->span, "ADD does not unpack what it fetches, so '{}' stays an archive",
                       file_of(left.url))
                .suggest("add --unpack=true", insert_after(left.add->name.span, " --unpack=true"));
          }
        },
};

}  // namespace plimsoll::dockerfile
