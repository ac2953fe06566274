#include <map>

#include "context.h"
#include "dockerfile/variables.h"

namespace plimsoll::dockerfile {
namespace {

struct Assigned {
  const Env* env = nullptr;
  const KeyValue* pair = nullptr;
  bool used = false;
  size_t runs = 0;  // that stand above it
};

bool refers_to(const Word& value, std::string_view name, char escape) {
  if (value.text.find('$') == value.text.npos) return false;
  for (const Reference& reference : references(value.text, escape)) {
    if (reference.name == name) return true;
  }
  return false;
}

bool is_constant(const std::optional<Word>& value) { return value && value->text.find('$') == value->text.npos; }

// Takes the pair out, or the whole instruction if it has no other.
std::optional<Edit> without(const Env& env, const KeyValue& pair, Context& ctx) {
  if (env.trigger_of) return std::nullopt;
  if (env.pairs.size() > 1) {
    const size_t index = static_cast<size_t>(&pair - env.pairs.data());
    const Span gap =
        index > 0 ? Span{env.pairs[index - 1].span.end, pair.span.end} : Span{pair.span.begin, env.pairs[1].span.begin};
    if (ctx.source().text(gap).find('\n') != std::string_view::npos) return std::nullopt;
    return remove(gap);
  }
  Span line = env.whole;
  if (line.end < ctx.source().text().size()) ++line.end;
  if (ctx.source().text(line).back() != '\n') return std::nullopt;
  return remove(line);
}

void check(const Env& env, std::map<std::string_view, Assigned>& settings, size_t runs, Context& ctx) {
  const char escape = env.model->file().escape;
  for (const KeyValue& pair : env.pairs) {
    if (!pair.value || pair.key.text.empty()) continue;
    Assigned& before = settings[pair.key.text];
    if (before.pair && !refers_to(*pair.value, pair.key.text, escape)) {
      const bool equal = before.pair->value->text == pair.value->text && is_constant(pair.value);
      if (equal || before.env == &env || (!before.used && before.runs == runs)) {
        auto report =
            ctx.report(pair.key.span, "'{}' is set {}", pair.key.text,
                       equal ? "to this value already" : "twice with no use in between, so the first is lost");
        report.note(before.pair->key.span, "the other one");
        if (const auto edit = equal ? without(env, pair, ctx) : std::nullopt) report.fix("remove it", *edit);
      }
    }
    before = {&env, &pair, false, runs};
  }
}

}  // namespace

extern constinit const Rule duplicate_env_key = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          std::map<std::string_view, Assigned> settings;
          size_t runs = 0;
          for (const Instruction* instruction : stage.instructions) {
            const Keyword keyword = instruction->keyword;
            if (keyword == Keyword::run || keyword == Keyword::onbuild) {
              ++runs;
              continue;
            }
            for (const VariableUse& use : builder_uses(*instruction)) {
              if (const auto found = settings.find(use.name); found != settings.end()) found->second.used = true;
            }
            if (keyword == Keyword::arg) {
              for (const KeyValue& pair : static_cast<const Arg*>(instruction)->pairs) settings.erase(pair.key.text);
            }
            if (keyword == Keyword::env) check(static_cast<const Env&>(*instruction), settings, runs, ctx);
          }
        },
};

}  // namespace plimsoll::dockerfile
