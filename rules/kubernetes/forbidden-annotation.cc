#include "context.h"
#include "glob.h"
#include "kubernetes/labels.h"
#include "kubernetes/option_problems.h"
#include "option.h"
#include "pattern.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> forbidden{
    "forbidden", "[KIND,KIND:]KEY[=VALUE], regular expressions", {}, label_patterns_problem};
constinit const Option<Names> allowed{"allowed", "the only keys that are allowed, with * for any text", {}};

bool is_forbidden(const LabelEntry& entry, const Value& key, const Value& value) {
  if (!fits_pattern(entry.key, key.string())) return false;
  return !entry.pattern || (!value.templated() && fits_pattern(*entry.pattern, value.string()));
}

void judge(const Object& object, const Value& annotations, Context& ctx) {
  const Names only = ctx[allowed];
  for (const auto& [key, value] : annotations.entries()) {
    if (key.templated()) continue;
    if (!only.empty() && !fits_any(only, key.string())) {
      ctx.report(key.span(), "annotation '{}' is none of those that are allowed", key.string());
      continue;
    }
    for (std::string_view text : ctx[forbidden]) {
      const LabelEntry entry = parse_label_entry(text);
      if (!entry.concerns(object.kind_name) || !is_forbidden(entry, key, value)) continue;
      ctx.report(key.span(), "annotation '{}' {}", key.string(),
                 entry.pattern ? "has a forbidden value" : "is forbidden");
      break;
    }
  }
}

}  // namespace

extern constinit const Rule forbidden_annotation = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:forbidden-annotation", "kyverno:restrict-annotations", "kyverno:allowed-annotations"},
    .options = {&forbidden, &allowed},
    .check = {[](const Object& object, Context& ctx) { judge(object, object.metadata["annotations"], ctx); },
              [](const Workload& workload, Context& ctx) {
                if (workload.pod_metadata == workload.object->metadata) return;
                judge(*workload.object, workload.pod_metadata["annotations"], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
