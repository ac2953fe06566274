#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_expose_protocol = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:invalid proto", "dockerfile-ls:INVALID_PROTO", "dockerfilelint:invalid_port"},
    .replaces = {"invalid-expose-port"},
    .check =
        [](const Expose& expose, Context& ctx) {
          for (const Word& word : expose.ports) {
            if (word.text.starts_with('#')) return;
            for (const Text& port : expose.model->expand_words(word.text, expose)) {
              const size_t slash = port.value.find('/');
              if (slash == std::string::npos) continue;
              const std::string protocol = port.value.substr(slash + 1);
              const std::string name = lower(protocol);
              if (name.empty() || name == "tcp" || name == "udp" || name == "sctp") continue;
              if (name.find_first_of("${}") != std::string::npos) continue;
              const size_t at = word.text.rfind(protocol);
              const Span span = at == word.text.npos ? word.span : place_in(expose, word, at, protocol.size());
              ctx.report(span, "'{}' is no protocol of EXPOSE, which knows tcp, udp and sctp", protocol);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
