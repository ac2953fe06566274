#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {

extern constinit const Rule build_arg_secret_consumed = {
    .severity = Severity::warning,
    .group = Group::secrets,
    .check =
        [](const Stage& stage, Context& ctx) {
          for (const ArgumentUse& use : secret_arguments_used(stage)) {
            const std::string_view where = shipped(*use.run) ? "image" : "stage";
            const Severity severity = shipped(*use.run) ? Severity::warning : Severity::info;
            const std::string_view name = unquoted(use.pair->key.text);
            if (use.word) {
              ctx.report(*use.word, "the build argument '{}' is used here, so its value stays in the history of the {}",
                         name, where)
                  .severity(severity)
                  .note(use.pair->key.span, "the argument");
            } else {
              ctx.report(use.run->name.span, "this step runs with the build argument '{}', so the history of the {} keeps it",
                         name, where)
                  .severity(severity)
                  .note(use.pair->key.span, "the argument");
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
