#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> any_file{"any-destination", "report every destination without a slash at its end", false};

}  // namespace

extern constinit const Rule add_extracts_local_archive = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .options = {&any_file},
    .check =
        [](const Add& add, Context& ctx) {
          const auto& sources = context_sources(add);
          if (!add.destination || sources.size() != 1 || add.sources.size() != 1 || add.flag("unpack")) return;
          const Text target = add.model->expand(add.destination->text, add);
          if (!target.known || !is_tar(sources[0].path) || target.value.ends_with('/') || target.value.ends_with('.'))
            return;
          const bool archive = is_tar(target.value);
          if (!archive && !ctx[any_file]) return;
          ctx.report(add.destination->span, "ADD unpacks '{}', so '{}' becomes a folder", sources[0].text, target.value)
              .severity(archive ? Severity::warning : Severity::info)
              .suggest("write COPY to keep the archive", replace(add.name.span, spelled_like(add, Keyword::copy)));
        },
};

}  // namespace plimsoll::dockerfile
