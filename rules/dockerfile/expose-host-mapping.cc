#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule expose_host_mapping = {
    .severity = Severity::warning,
    .group = Group::deprecated,
    .aliases = {"buildkit:ExposeInvalidFormat", "dockerfilelint:expose_host_port"},
    .check =
        [](const Expose& expose, Context& ctx) {
          for (const Word& word : expose.ports) {
            if (word.text.starts_with('#')) return;
            for (const Text& port : expose.model->expand_words(word.text, expose)) {
              const std::string host = port.value.substr(0, port.value.rfind(':') + 1);
              if (host.find_first_not_of(':') == std::string::npos) continue;
              if (!port.known && host.find('$') != std::string::npos) continue;
              Report report =
                  ctx.report(word.span, "'{}' names a port of the host, which only 'docker run -p' can", port.value);
              if (word.text == port.value && word.span.size() == word.text.size()) {
                report.fix("keep the port of the container", replace(word.span, port.value.substr(host.size())));
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
