#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

bool is_of_apt(std::string_view target) {
  for (std::string_view folder : {"/var/cache/apt", "/var/lib/apt"}) {
    if (target.starts_with(folder) && (target.size() == folder.size() || target[folder.size()] == '/')) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule cache_mount_without_locking = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .check =
        [](const Run& run, Context& ctx) {
          for (const Mount& mount : run.mounts) {
            const Mount::Field* target = mount.field("target");
            if (mount.type() != "cache" || !target || !target->value) continue;
            if (!is_of_apt(run.model->expand(target->value->text, run).value)) continue;
            const Mount::Field* sharing = mount.field("sharing");
            if (sharing && sharing->value && sharing->value->text != "shared") continue;
            const Span place = sharing ? sharing->key.span : target->value->span;
            auto report = ctx.report(
                place, "apt needs its cache for itself, so builds at the same time break; say sharing=locked");
            if (sharing && sharing->value) {
              report.fix("say sharing=locked", replace(sharing->value->span, "locked"));
            } else if (!sharing) {
              const Mount::Field& last = mount.fields.back();
              report.fix("add sharing=locked",
                         insert_after(last.value ? last.value->span : last.key.span, ",sharing=locked"));
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
