#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule source_date_not_supported = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .check =
        [](const File& file, Context& ctx) {
          const KeyValue* global = nullptr;
          bool runs = false;
          for (const auto& instruction : file.instructions) {
            runs = runs || (instruction->keyword == Keyword::run && !instruction->scripts.empty());
            if (instruction->keyword != Keyword::arg && instruction->keyword != Keyword::env) continue;
            const auto& pairs = instruction->keyword == Keyword::arg ? static_cast<const Arg&>(*instruction).pairs
                                                                     : static_cast<const Env&>(*instruction).pairs;
            for (const KeyValue& pair : pairs) {
              if (pair.key.text != "SOURCE_DATE_EPOCH") continue;
              if (instruction->stage) return;
              global = &pair;
            }
          }
          if (global && runs)
            ctx.report(global->key.span, "no stage declares 'SOURCE_DATE_EPOCH' again, so no RUN sees it");
        },
};

}  // namespace plimsoll::dockerfile
