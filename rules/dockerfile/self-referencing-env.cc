#include <map>

#include "context.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

// Another pair that sets the name.
const KeyValue* setter(const std::map<std::string_view, std::vector<const KeyValue*>>& pairs, std::string_view name,
                       const KeyValue& self) {
  const auto found = pairs.find(name);
  if (found == pairs.end()) return nullptr;
  if (found->second.front() != &self) return found->second.front();
  return found->second.size() > 1 ? found->second[1] : nullptr;
}

// Begins a new ENV in front of a pair, if only blanks and continuations stand there.
std::optional<Edit> split_before(const Env& env, const KeyValue& pair, Context& ctx) {
  const size_t index = static_cast<size_t>(&pair - env.pairs.data());
  if (index == 0) return std::nullopt;
  const Span gap{env.pairs[index - 1].span.end, pair.span.begin};
  if (ctx.source().text(gap).find('#') != std::string_view::npos) return std::nullopt;
  return replace(gap, env.trigger_of ? "\nONBUILD ENV " : "\nENV ");
}

}  // namespace

extern constinit const Rule self_referencing_env = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"datadog-iac:env_no_refer_envvar", "datadog-iac:be8aab51-94cb-cc12-c40e-f6928d9b544a",
                "hadolint:DL3044"},
    .replaces = {"undefined-variable"},
    .check =
        [](const Env& env, Context& ctx) {
          if (env.pairs.size() < 2 || env.line.text().find('$') == std::string_view::npos) return;
          std::map<std::string_view, std::vector<const KeyValue*>> pairs;
          for (const KeyValue& pair : env.pairs) pairs[pair.key.text].push_back(&pair);
          for (const KeyValue& pair : env.pairs) {
            if (!pair.value || pair.value->text.find('$') == std::string_view::npos) continue;
            for (const Reference& use : references(pair.value->text, env.model->file().escape)) {
              const KeyValue* other = use.has_default ? nullptr : setter(pairs, use.name, pair);
              if (!other || env.model->variable(use.name, env).declared()) continue;
              auto report = ctx.report(place_in(env, *pair.value, use.begin, use.end - use.begin),
                                       "'{}' is set by this same ENV, so it has no value here yet", use.name);
              report.note(other->key.span, "it has this value from the next instruction on");
              if (const auto edit = split_before(env, pair, ctx); edit && other < &pair) {
                report.suggest("begin a new ENV", *edit);
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
