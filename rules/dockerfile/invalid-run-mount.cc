#include "context.h"
#include "dockerfile/mount_syntax.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_run_mount = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:unsupported mount type", "buildkit-error:unexpected key",
                "buildkit-error:invalid mount target", "hadolint:DL1000"},
    .check =
        [](const Run& run, Context& ctx) {
          for (const Mount& mount : run.mounts) {
            for (const Mount::Field& field : mount.fields) {
              const std::string problem = problem_of(mount, field);
              const Span place = field.value ? join(field.key.span, field.value->span) : field.key.span;
              if (!problem.empty()) ctx.report(place, "{}", problem);
            }
            if (lower(mount.type()) != "secret" || mount.field("env")) continue;
            if (!mount.field("id") && !mount.field("source") && !mount.field("target")) {
              ctx.report(mount.word.span, "a secret mount needs an id, a source or a target");
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
