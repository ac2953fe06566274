#include <algorithm>

#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
extern constinit const Rule copy_remote_source = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:source can't be a URL for COPY", "buildkit-error:source can't be a git ref for COPY"},
    .check =
        [](const Copy& copy, Context& ctx) {
          if (copy.flag("from") || !copy.model) return;
          const bool plain = std::all_of(copy.flags.begin(), copy.flags.end(), [](const Flag& flag) {
            return flag.name.text != "parents" && flag.name.text != "exclude";
          });
          for (const Word& source : copy.sources) {
            const Text text = copy.model->expand(source.text, copy);
            const SourceKind kind = source_kind(text.value);
            if (!text.known || (kind != SourceKind::url && kind != SourceKind::git)) continue;
            Report report = ctx.report(source.span, "COPY takes '{}' for a path in the build context; ADD fetches {}",
                                       text.value, kind == SourceKind::git ? "repositories" : "from the network");
            if (plain) report.suggest("write ADD", replace(copy.name.span, spelled_like(copy, Keyword::add)));
          }
        },
};

}  // namespace plimsoll::dockerfile
