#include <map>

#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/syntax.h"
#include "dockerfile/variables.h"

namespace plimsoll::dockerfile {
namespace {

// The pair that sets the name: another one, or for the pair's own name one before it.
const KeyValue* setter(const std::map<std::string_view, const KeyValue*>& first, std::string_view name,
                       const KeyValue& self) {
  const auto found = first.find(name);
  return found == first.end() || found->second == &self ? nullptr : found->second;
}

// Begins a new ENV in front of a pair, if only blanks and continuations stand there.
std::optional<Edit> split_before(const Env& env, const KeyValue& pair, Context& ctx) {
  const size_t index = static_cast<size_t>(&pair - env.pairs.data());
  if (index == 0) return std::nullopt;
  const Span gap{env.pairs[index - 1].span.end, pair.span.begin};
  if (ctx.source().text(gap).find('#') != std::string_view::npos) return std::nullopt;
  const std::string onbuild = env.trigger_of ? spelled_like(*env.trigger_of, Keyword::onbuild) + " " : "";
  return replace(gap, "\n" + onbuild + spelled_like(env, Keyword::env) + " ");
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
          std::map<std::string_view, const KeyValue*> first;
          for (const KeyValue& pair : env.pairs) first.emplace(pair.key.text, &pair);
          for (const KeyValue& pair : env.pairs) {
            if (!pair.value || pair.value->text.find('$') == std::string_view::npos) continue;
            for (const Reference& use : references(pair.value->text, env.model->file().escape)) {
              const KeyValue* other = use.has_default ? nullptr : setter(first, use.name, pair);
              if (!other || env.model->variable(use.name, env).declared()) continue;
              const bool fresh =
                  env.stage && environment_known(*env.stage) && !may_be_set_by_base(*env.stage, use.name);
              auto report = ctx.report(place_in(env, *pair.value, use.begin, use.end - use.begin),
                                       "'{}' is set by this same ENV, so here it is still {}", use.name,
                                       fresh ? "empty" : "what it was before");
              report.note(other->key.span, "it has this value from the next instruction on");
              if (const auto edit = split_before(env, pair, ctx); edit && other < &pair) {
                report.suggest("begin a new ENV", *edit);
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
