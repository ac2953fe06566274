#include "context.h"
#include "dockerfile/model.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {

extern constinit const Rule docker_socket_volume = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"semgrep:dockerfile-dockerd-socket-mount"},
    .check =
        [](const Volume& volume, Context& ctx) {
          static const Fact sockets = facts::table("container-runtime")["sockets"];
          for (const Word& path : volume.paths) {
            const Text text = volume.model->expand(path.text, volume);
            // "SOCKET:SOCKET" is how docker run writes it.
            if (!text.known || !sockets.has(text.value.substr(0, text.value.find(':')))) continue;
            ctx.report(path.span, "whoever has '{}' is root on the host; leave it to the one who runs the container",
                       text.value);
          }
        },
};

}  // namespace plimsoll::dockerfile
