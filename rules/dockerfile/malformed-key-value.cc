#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

void check_pair(const Instruction& instruction, const KeyValue& pair, Context& ctx) {
  if (pair.key.text.empty()) ctx.report(pair.span, "'{}' has no name before the '='", ctx.source().text(pair.span));
  for (const Word* word : {&pair.key, pair.value ? &*pair.value : nullptr}) {
    const auto quote = word ? open_quote(instruction, *word) : std::nullopt;
    if (quote) ctx.report(*quote, "nothing closes this quote");
  }
}

void check_pairs(const Instruction& instruction, const std::vector<KeyValue>& pairs, Context& ctx) {
  for (size_t i = 0; i < pairs.size(); ++i) {
    check_pair(instruction, pairs[i], ctx);
    if (i == 0 || pairs[i].value) continue;
    Report report =
        ctx.report(pairs[i].key.span, "'{}' has no '='; a value with blanks needs quotes", pairs[i].key.text);
    if (!pairs[i - 1].value) continue;
    const KeyValue& before = pairs[i - 1];
    while (i + 1 < pairs.size() && !pairs[i + 1].value) ++i;
    const Span all = join(before.value->span, pairs[i].span);
    if (ctx.source().text(all).find_first_of("\"'\\`\n#") != std::string_view::npos) continue;
    report.suggest("quote the value", {insert_before(all, "\""), insert_after(all, "\"")});
  }
}

}  // namespace

extern constinit const Rule malformed_key_value = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit:LegacyKeyValueFormat", "buildkit-error:can't find = in",
                "dockerfilelint:label_invalid", "dockerfilelint:invalid_format", "dockerlint:env", "dockerlint:arg",
                "dockerfile-ls:SYNTAX_MISSING_EQUALS", "dockerfile-ls:SYNTAX_MISSING_NAMES",
                "dockerfile-ls:SYNTAX_MISSING_SINGLE_QUOTE", "dockerfile-ls:SYNTAX_MISSING_DOUBLE_QUOTE"},
    .check = {[](const Env& env, Context& ctx) { check_pairs(env, env.pairs, ctx); },
              [](const Label& label, Context& ctx) { check_pairs(label, label.pairs, ctx); },
              [](const Arg& arg, Context& ctx) {
                for (const KeyValue& pair : arg.pairs) check_pair(arg, pair, ctx);
              },
              [](const File& file, Context& ctx) {
                const std::set<std::string_view> used = names_behind_dollar(file.source->text());
                for (const auto& instruction : file.instructions) {
                  if (instruction->keyword != Keyword::arg) continue;
                  const auto& pairs = static_cast<const Arg&>(*instruction).pairs;
                  const auto stray = std::find_if(
                      pairs.begin() + !pairs.empty(), pairs.end(),
                      [&](const KeyValue& pair) { return !pair.value && !may_be_argument(pair.key.text, used); });
                  if (stray == pairs.end()) continue;
                  ctx.report(stray->key.span, "'{}' becomes an ARG of its own; {}", stray->key.text,
                             stray->key.text.starts_with('#') ? "a comment needs a line of its own"
                                                              : "was it meant as a part of the value?")
                      .severity(Severity::warning);
                }
              }},
};

}  // namespace plimsoll::dockerfile
