#include "context.h"
#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

extern constinit const Rule yaml_syntax_error = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"sonar:S2260", "yamllint:syntax"},
    .check =
        [](const Document& document, Context& ctx) {
          if (document.problem) ctx.report(document.problem->span, "{}", document.problem->message);
        },
};

}  // namespace plimsoll::kubernetes
