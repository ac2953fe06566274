#include <algorithm>

#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

void check_name(const KeyValue& pair, Context& ctx) {
  if (pair.key.text.empty()) ctx.report(pair.span, "'{}' has no name before the '='", ctx.source().text(pair.span));
}

void check_quotes(const Instruction& instruction, const KeyValue& pair, Context& ctx) {
  for (const Word* word : {&pair.key, pair.value ? &*pair.value : nullptr}) {
    if (!word) continue;
    const auto problem = malformed(word->text, instruction.model->file().escape);
    if (!problem || !(problem->reason == "missing '" || problem->reason == "missing \"")) continue;
    ctx.report(place_in(instruction, *word, problem->offset, 1), "no second {} closes this quote",
               problem->reason.back());
  }
}

// "1.2" is a value and "HTTPS_PROXY" a name; of "bar" it is not known until somebody uses it.
bool may_be_argument(std::string_view word, std::string_view file) {
  const auto is = [&](auto test) { return std::all_of(word.begin(), word.end(), test); };
  if (!is([](char c) { return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }))
    return false;
  if (word[0] >= '0' && word[0] <= '9') return false;
  if (is([](char c) { return c < 'a' || c > 'z'; })) return true;
  const std::string name(word);
  return file.find("$" + name) != file.npos || file.find("${" + name) != file.npos;
}

void check_pairs(const Instruction& instruction, const std::vector<KeyValue>& pairs, Context& ctx) {
  for (size_t i = 0; i < pairs.size(); ++i) {
    check_name(pairs[i], ctx);
    check_quotes(instruction, pairs[i], ctx);
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
                for (size_t i = 0; i < arg.pairs.size(); ++i) {
                  const KeyValue& pair = arg.pairs[i];
                  check_name(pair, ctx);
                  check_quotes(arg, pair, ctx);
                  if (i == 0 || pair.value || may_be_argument(pair.key.text, ctx.source().text())) continue;
                  ctx.report(pair.key.span,
                             "'{}' becomes an ARG of its own; quote a value that has blanks, and put a '=' before it",
                             pair.key.text)
                      .severity(Severity::warning);
                  return;
                }
              }},
};

}  // namespace plimsoll::dockerfile
