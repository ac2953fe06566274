#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule env_overrides_arg = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Env& env, Context& ctx) {
          if (!env.stage) return;
          for (const KeyValue& pair : env.pairs) {
            if (!pair.value || pair.value->text.find('$') != std::string_view::npos) continue;
            const Binding before = env.model->variable(pair.key.text, env);
            if (before.origin != Binding::Origin::arg || !before.pair) continue;
            ctx.report(pair.key.span, "from here on '{}' is fixed, whatever build argument is given", pair.key.text)
                .note(before.pair->key.span, "the ARG of that name");
          }
        },
};

}  // namespace plimsoll::dockerfile
