#include <set>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/casing.h"

namespace plimsoll::dockerfile {
namespace {

bool is_for_builds(std::string_view name) {
  return name == "DEBIAN_FRONTEND" || name == "NEEDRESTART_MODE" || name == "APT_LISTCHANGES_FRONTEND";
}

bool resets(std::string_view value) {
  return value.empty() || value == "dialog" || value == "newt" || value == "\"\"" || value == "''";
}

void report(const Env& env, const KeyValue& pair, Context& ctx) {
  auto finding =
      ctx.report(pair.span, "ENV '{}' is still set when containers run; ARG sets it for the build only", pair.key.text);
  if (env.pairs.size() != 1 || !pair.value || env.trigger_of) return;
  std::vector<Edit> edits{replace(env.name.span, spelled_like(env, Keyword::arg))};
  if (pair.legacy) edits.push_back(replace({pair.key.span.end, pair.value->span.begin}, "="));
  finding.suggest("make it an ARG", std::move(edits));
}

}  // namespace

extern constinit const Rule env_debian_frontend = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          std::set<std::string_view> seen;  // the last value decides
          for (const Stage* each : chain_of(stage)) {
            for (auto at = each->instructions.rbegin(); at != each->instructions.rend(); ++at) {
              const Instruction* instruction = *at;
              if (instruction->keyword == Keyword::onbuild)
                instruction = static_cast<const Onbuild*>(instruction)->trigger.get();
              if (!instruction || instruction->keyword != Keyword::env) continue;
              const Env& env = static_cast<const Env&>(*instruction);
              for (auto pair = env.pairs.rbegin(); pair != env.pairs.rend(); ++pair) {
                if (!is_for_builds(pair->key.text) || !seen.insert(pair->key.text).second) continue;
                if (pair->value && !resets(pair->value->text)) report(env, *pair, ctx);
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
