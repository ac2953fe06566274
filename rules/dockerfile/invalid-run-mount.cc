#include "context.h"
#include "dockerfile/mount_syntax.h"
#include "dockerfile/predefined.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_run_mount = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:unsupported mount type", "buildkit-error:unexpected key",
                "buildkit-error:invalid mount target", "hadolint:DL1000"},
    .check =
        [](const Run& run, Context& ctx) {
          for (const Mount& mount : run.mounts) {
            const std::string type = lower(mount.type());
            bool sound = true;
            for (const Mount::Field& field : mount.fields) {
              const std::string problem = problem_of(field, type);
              const Span place = field.value ? join(field.key.span, field.value->span) : field.key.span;
              if (problem.empty()) continue;
              ctx.report(place, "{}", problem);
              sound = false;
            }
            if (sound && (type == "bind" || type == "cache" || type == "tmpfs") && !mount.field("target") &&
                !run.model->workdir_at(run).set_by &&
                !(run.stage && run.stage->from && base_has_workdir(*run.stage->root))) {
              ctx.report(mount.word.span, "the {} mount has no target, so it would take the place of '/'", type);
            }
            if (type != "secret") continue;
            const Mount::Field* id = mount.field("id");
            const Mount::Field* source = mount.field("source");
            if (id && source) {
              ctx.report(id->key.span, "a secret mount takes an id or a source, not both");
            } else if (!id && !source && !mount.field("target") && !mount.field("env")) {
              ctx.report(mount.word.span, "a secret mount needs an id, a source or a target");
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
