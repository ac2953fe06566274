#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/levels.h"
#include "kubernetes/schema.h"
#include "kubernetes/version.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

// Lists whose duplicates have rules of their own.
bool has_own_rule(const Field& list) {
  static constexpr std::array<std::string_view, 7> kLists = {
      "[core.v1.Container]",          "[core.v1.ContainerPort]",        "[core.v1.EnvVar]",
      "[core.v1.EphemeralContainer]", "[core.v1.LocalObjectReference]", "[core.v1.HostAlias]",
      "[core.v1.VolumeMount]"};
  return std::find(kLists.begin(), kLists.end(), list.type) != kLists.end();
}

// "port and protocol".
std::string and_joined(std::string keys) {
  const size_t comma = keys.rfind(',');
  if (comma != keys.npos) keys.replace(comma, 1, " and ");
  return keys;
}

// Deprecated fields that have rules of their own.
bool has_own_rule(std::string_view definition) {
  static constexpr std::array<std::string_view, 5> kDefinitions = {
      "core.v1.PersistentVolumeSpec", "core.v1.PodSpec", "core.v1.ServiceSpec", "core.v1.Volume", "meta.v1.ObjectMeta"};
  return std::find(kDefinitions.begin(), kDefinitions.end(), definition) != kDefinitions.end();
}

void deprecated_field(const Violation& violation, Context& ctx) {
  if (has_own_rule(violation.definition)) return;
  ctx.report(violation.key.span(), "'{}' of {} is deprecated", violation.name, short_name(violation.definition))
      .severity(Severity::warning);
}

void wrong_type(const Violation& violation, Context& ctx) {
  const Value& value = violation.value;
  const std::string_view want = wanted(violation.field);
  Report report = ctx.report(value.span(), "{}'{}' wants {}, and this is {}",
                             is_of_item(violation) ? "an item of " : "", violation.name, want, describe(value));
  // The same scalar without quotes, where that is what is wanted.
  const Node* node = value.node();
  if (!value.is_scalar() || node->style == Style::plain) return;
  Node bare;
  bare.kind = Node::Kind::scalar;
  bare.text = node->text;
  const Value unquoted(&bare);
  // Only what everybody reads alike: YAML 1.1 has octal numbers and more words than YAML 1.2.
  const auto number = unquoted.integer();
  const bool fits = (violation.field.type == "integer" && number && std::to_string(*number) == node->text) ||
                    (violation.field.type == "boolean" && (node->text == "true" || node->text == "false"));
  if (fits) report.fix("remove the quotes", replace(value.span(), node->text));
}

void missing_field(const Violation& violation, Context& ctx) {
  const std::string_view name = violation.name, owner = short_name(violation.definition);
  if (violation.value.is_list()) {
    ctx.report(violation.value.key_span(), "'{}' is empty, and {} needs at least one", name, owner);
  } else {
    ctx.report(place_of_missing(violation), "'{}' is missing, and {} needs it", name, owner);
  }
}

void wrong_choice(const Violation& violation, Context& ctx) {
  const std::vector<std::string_view> choices = violation.field.choices_in(target_version(ctx));
  const std::string list = fmt::format("{}", fmt::join(choices, ", "));
  const std::string_view written = violation.value.string();
  Report report =
      ctx.report(violation.value.span(), "'{}' cannot be '{}': it is one of {}", violation.name, written, list);
  const auto meant = closest(written, choices, 2);
  const auto edit = set_text(violation.value, meant.value_or(""));
  if (meant && edit) report.suggest(fmt::format("write '{}'", *meant), *edit);
}

}  // namespace

extern constinit const Rule schema_violation = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kube-linter:schema-validation", "kube-linter:kubeconform",
                "kubesec:(kubesec runs kubeconform before scoring)"},
    .check =
        [](const Object& object, Context& ctx) {
          for (const Violation& violation : violations_of_custom_pods(object, target_version(ctx))) {
            if (violation.kind == Violation::Kind::wrong_type) wrong_type(violation, ctx);
            if (violation.kind == Violation::Kind::wrong_choice) wrong_choice(violation, ctx);
          }
          for (const Violation& violation : violations_of(object, target_version(ctx))) {
            switch (violation.kind) {
              case Violation::Kind::wrong_type:
                wrong_type(violation, ctx);
                break;
              case Violation::Kind::wrong_choice:
                wrong_choice(violation, ctx);
                break;
              case Violation::Kind::missing_field:
                missing_field(violation, ctx);
                break;
              case Violation::Kind::duplicate_item:
                if (!has_own_rule(violation.field))
                  ctx.report(place_of_item(violation), "'{}' has two items of the same {}", violation.name,
                             and_joined(std::string(violation.field.keys)))
                      .note(violation.first.span(), "the first one");
                break;
              case Violation::Kind::deprecated_field:
                deprecated_field(violation, ctx);
                break;
              case Violation::Kind::unknown_field:
                break;
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
