#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule loose_secret_mount_mode = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"sonar:S6469"},
    .check =
        [](const Run& run, Context& ctx) {
          for (const Mount& mount : run.mounts) {
            if (mount.type() != "secret" && mount.type() != "ssh") continue;
            const Mount::Field* mode = mount.field("mode");
            if (!mode || !mode->value) continue;
            const Text text = run.model->expand(mode->value->text, run);
            const bool octal = !text.value.empty() && text.value.find_first_not_of("01234567") == std::string::npos;
            if (!text.known || !octal || text.value.back() == '0') continue;
            ctx.report(join(mode->key.span, mode->value->span), "with mode {} every user of this step can {} the {}",
                       text.value, text.value.back() >= '4' ? "read" : "use",
                       mount.type() == "ssh" ? "agent's socket" : "secret");
          }
        },
};

}  // namespace plimsoll::dockerfile
