#include "context.h"
#include "kubernetes/node_escape.h"

namespace plimsoll::kubernetes {

extern constinit const Rule node_escape_command = {
    .severity = Severity::error,
    .group = Group::security,
    .check =
        [](const Container& container, Context& ctx) {
          for (const NodeEscape& escape : node_escapes_of(container, ctx.source()))
            ctx.report(escape.span, "container '{}' leaves for the node: {}", container.name(), escape.how);
        },
};

}  // namespace plimsoll::kubernetes
