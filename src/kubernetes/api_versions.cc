#include "kubernetes/api_versions.h"

#include <fmt/format.h>

#include <charconv>

#include "facts/facts.h"
#include "kubernetes/edit.h"

namespace plimsoll::kubernetes {
namespace {

int number(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The apiVersion to go to that the release has.
std::string_view replacement(Fact row, int version) {
  if (number(row["from"].string()) <= version) return row["to"].string();
  std::string_view best;
  for (const auto& [api_version, from] : row["earlier"].entries()) {
    if (number(from.string()) <= version) best = api_version;
  }
  return best;
}

}  // namespace

std::optional<Retirement> retirement_of(const Object& object, int version) {
  const Fact row = facts::table("kubernetes-api-versions")["retired"][object.api_version][object.kind_name];
  if (!row.exists()) return std::nullopt;
  const std::string_view component = row["component"].string();
  const Fact deprecated = row["deprecated"], removed = row["removed"];
  Retirement retirement;
  // Which release of another component runs nobody says: it is a recent one.
  const auto reached = [&](Fact release) {
    return release.exists() && (!component.empty() || number(release.string()) <= version);
  };
  const auto named = [&](Fact release) {
    return component.empty() ? fmt::format("Kubernetes 1.{}", release.string())
                             : fmt::format("{} {}", component, release.string());
  };
  retirement.removed = reached(removed);
  if (!retirement.removed && !reached(deprecated)) return std::nullopt;
  retirement.since = named(retirement.removed ? removed : deprecated);
  // A component that does not say when.
  if (!component.empty() && !retirement.removed && number(deprecated.string()) == 0) retirement.since = component;
  if (!retirement.removed && removed.exists()) retirement.until = named(removed);
  retirement.replacement = component.empty() ? replacement(row, version) : row["to"].string();
  retirement.replacement_kind = row["kind"].string();
  retirement.rename = row["rename"].exists() && retirement.replacement_kind.empty();
  retirement.changes = row["changes"].string();
  return retirement;
}

std::optional<int> introduction_of(const Object& object, int version) {
  const Fact row = facts::table("kubernetes-api-versions")["introduced"][object.api_version][object.kind_name];
  if (!row.exists() || number(row.string()) <= version) return std::nullopt;
  return number(row.string());
}

std::string advice(const Retirement& retirement) {
  if (retirement.replacement.empty()) return {};
  if (retirement.replacement_kind.empty()) return fmt::format("; use {}", retirement.replacement);
  return fmt::format("; use {} of {}", retirement.replacement_kind, retirement.replacement);
}

void offer_replacement(Report& report, const Retirement& retirement, const Object& object) {
  const Value written = object.root["apiVersion"];
  if (retirement.replacement.empty() || !written.is_scalar()) return;
  if (retirement.rename) {
    if (auto edit = set_text(written, retirement.replacement))
      report.fix(fmt::format("write '{}'", retirement.replacement), *edit);
  } else if (!retirement.changes.empty()) {
    report.note(written.span(), fmt::format("what else changes: {}", retirement.changes));
  }
}

}  // namespace plimsoll::kubernetes
