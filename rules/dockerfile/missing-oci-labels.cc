#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> keys{
    "keys", "the labels to ask for", {"org.opencontainers.image.source", "org.opencontainers.image.revision"}};

}  // namespace

extern constinit const Rule missing_oci_labels = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .options = {&keys},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || !stage.from) return;
          const StageLabels labels = labels_of(stage);
          if (!labels.known) return;
          std::string missing;
          for (std::string_view key : ctx[keys]) {
            if (!labels.keys.contains(key)) missing += (missing.empty() ? "'" : ", '") + std::string(key) + "'";
          }
          if (missing.empty()) return;
          const From& from = *stage.from;
          ctx.report(from.image ? from.image->span : from.name.span,
                     "the image does not say where it comes from: no {}", missing);
        },
};

}  // namespace plimsoll::dockerfile
