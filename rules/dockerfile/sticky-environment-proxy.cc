#include <algorithm>

#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/model.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

bool is_proxy(const KeyValue& pair) { return is_proxy_argument(pair.key.text); }

}  // namespace

extern constinit const Rule sticky_environment_proxy = {
    .severity = Severity::info,
    .group = Group::security,
    .check =
        [](const Env& env, Context& ctx) {
          if (!shipped(env)) return;
          const bool only = std::all_of(env.pairs.begin(), env.pairs.end(),
                                        [](const KeyValue& pair) { return is_proxy(pair) && !pair.legacy; });
          bool first = true;
          for (const KeyValue& pair : env.pairs) {
            if (!is_proxy(pair) || !pair.value || pair.value->text.find_first_not_of("\"'") == std::string_view::npos)
              continue;
            auto report = ctx.report(pair.span, "'{}' of the build stays in the image, for every container to use",
                                     pair.key.text);
            if (only && first)
              report.suggest("set it for the build alone", replace(env.name.span, spelled_like(env, Keyword::arg)));
            first = false;
          }
        },
};

}  // namespace plimsoll::dockerfile
