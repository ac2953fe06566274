#include <algorithm>

#include "context.h"
#include "kubernetes/cel.h"
#include "kubernetes/manifest.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> expressions{"expressions", "what must hold: [Kind,Kind:] expression [// message]", {}};

struct Entry {
  std::string_view kinds;  // "Deployment,Job"; empty: all
  std::string_view text;   // of the expression
};

Entry read_entry(std::string_view text) {
  const size_t colon = std::min(text.find(':'), text.size());
  const std::string_view kinds = text.substr(0, colon);
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ',' || c == ' ';
  };
  if (colon == text.size() || !std::all_of(kinds.begin(), kinds.end(), is_part)) return {{}, text};
  return {kinds, text.substr(colon + 1)};
}

bool concerns(const Entry& entry, std::string_view kind) {
  for (size_t at = 0; at < entry.kinds.size();) {
    const size_t begin = std::min(entry.kinds.find_first_not_of(", ", at), entry.kinds.size());
    at = std::min(entry.kinds.find_first_of(", ", begin), entry.kinds.size());
    if (entry.kinds.substr(begin, at - begin) == kind) return true;
  }
  return entry.kinds.empty();
}

void judge(const Object& object, std::string_view text, Context& ctx) {
  const CelExpression expression = parse_cel(text);
  if (!expression.problem.empty()) return;
  const CelValue result = evaluate_cel(expression, object.root);
  const auto report = [&](std::string_view message) {
    ctx.report(object.place(), "{} '{}': {}", object.kind_name, object.name, message);
  };
  switch (result.kind) {
    case CelValue::Kind::unknown:
      return;
    case CelValue::Kind::boolean:
      if (!result.boolean)
        report(expression.comment.empty() ? "does not do what a rule of this repository asks" : expression.comment);
      return;
    case CelValue::Kind::string:
      if (!result.text.empty()) report(beginning_of(result.text, 200));
      return;
    case CelValue::Kind::error:
      report(fmt::format("a rule of this repository cannot be tried: {}", result.text));
      return;
    default:
      report("a rule of this repository gives neither true or false nor a message");
  }
}

}  // namespace

extern constinit const Rule custom_cel_rule = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"polaris:oneController", "polaris:nakedPod", "kyverno:pod-lifetime", "kube-linter:cel-expression"},
    .options = {&expressions},
    .check = {[](const Object& object, Context& ctx) {
                for (const std::string_view text : ctx[expressions]) {
                  const Entry entry = read_entry(text);
                  if (concerns(entry, object.kind_name)) judge(object, entry.text, ctx);
                }
              },
              // What cannot be read is said once for a file.
              [](const Manifest& manifest, Context& ctx) {
                for (const std::string_view text : ctx[expressions]) {
                  const Entry entry = read_entry(text);
                  const std::string problem = parse_cel(entry.text).problem;
                  if (!problem.empty() && !manifest.objects.empty())
                    ctx.report(manifest.objects.front().place(), "the expression '{}' in the configuration {}",
                               beginning_of(entry.text, 60), problem);
                }
              }},
};

}  // namespace plimsoll::kubernetes
