#include "context.h"
#include "dockerfile/ports.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

extern constinit const Rule expose_protocol_casing = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .aliases = {"buildkit:ExposeProtoCasing"},
    .check =
        [](const Expose& expose, Context& ctx) {
          for (const ExposedPort& port : exposed_ports(expose)) {
            const std::string written = port.text.substr(port.text.find('/') + 1);
            if (port.text.find('/') == std::string::npos || written.empty() || written == port.protocol) continue;
            const size_t at = port.word.text.rfind(written);
            const bool literal = at != port.word.text.npos && port.word.text.find('$') == port.word.text.npos;
            const Span span = literal ? place_in(expose, port.word, at, written.size()) : port.word.span;
            Report report = ctx.report(span, "protocol '{}' is not in lower case", written);
            if (literal && span.size() == written.size())
              report.fix("write it in lower case", replace(span, port.protocol));
          }
        },
};

}  // namespace plimsoll::dockerfile
