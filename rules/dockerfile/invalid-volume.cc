#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_volume = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:VOLUME specified can not be an empty string"},
    .check =
        [](const Volume& volume, Context& ctx) {
          for (const Word& path : volume.paths) {
            const Text text = volume.model->expand(path.text, volume);
            if (!text.known || text.value.find_first_not_of(" \t\r\n") != std::string::npos) continue;
            ctx.report(path.span, "the path of a volume cannot be empty");
          }
        },
};

}  // namespace plimsoll::dockerfile
