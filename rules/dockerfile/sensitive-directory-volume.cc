#include "context.h"
#include "dockerfile/model.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {

extern constinit const Rule sensitive_directory_volume = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"dockle:DKL-DI-0002"},
    .check =
        [](const Volume& volume, Context& ctx) {
          static const Fact system = facts::table("container-runtime")["system-directories"];
          for (const Word& path : volume.paths) {
            const Text text = volume.model->expand(path.text, volume);
            if (!text.known) continue;
            std::string folder = text.value;
            while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
            if (!system.has(folder) && folder != "/home") continue;
            ctx.report(path.span, "'{}' belongs to the system; make a volume of the program's own folder", folder)
                .severity(folder == "/home" ? Severity::info : Severity::warning);
          }
        },
};

}  // namespace plimsoll::dockerfile
