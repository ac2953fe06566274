#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/quantity.h"
#include "kubernetes/workload.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

const std::vector<std::string_view> kNames = {"cpu", "memory", "ephemeral-storage", "storage"};

// What people call them.
std::string_view meant_by(std::string_view name) {
  struct Word {
    std::string_view said, meant;
  };
  static constexpr std::array<Word, 6> kWords = {{{"mem", "memory"},
                                                  {"ram", "memory"},
                                                  {"cpus", "cpu"},
                                                  {"gpu", "nvidia.com/gpu"},
                                                  {"disk", "ephemeral-storage"},
                                                  {"ephemeralStorage", "ephemeral-storage"}}};
  const auto word = std::find_if(kWords.begin(), kWords.end(), [&](const Word& each) { return each.said == name; });
  if (word != kWords.end()) return word->meant;
  return closest(name, kNames, 2).value_or("");
}

void check(const Value& resources, Context& ctx) {
  for (std::string_view list : {"limits", "requests"}) {
    for (const auto& [key, amount] : resources[list].entries()) {
      const std::string_view name = key.string();
      // "storage" is for claims, the others for containers.
      if (name == "cpu" || name == "memory" || name == "ephemeral-storage" || name.starts_with("hugepages-") ||
          name.find('/') != name.npos || key.templated() || key.is_merge_key())
        continue;
      const std::string_view meant = name == "storage" ? "ephemeral-storage" : meant_by(name);
      Report report = ctx.report(key.span(), "there is no resource '{}'{}", name,
                                 meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant));
      const auto edit = meant.empty() ? std::nullopt : rename(resources[list], name, meant);
      if (edit) report.suggest(fmt::format("write '{}'", meant), *edit);
    }
  }
  for (std::string_view list : {"limits", "requests"}) {
    for (const auto& [key, amount] : resources[list].entries()) {
      if (key.string().find('/') == std::string_view::npos || !amount.is_scalar() || amount.templated()) continue;
      const auto quantity = parse_quantity(amount.string()).value;
      if (quantity && !quantity->whole())
        ctx.report(amount.span(), "'{}' is counted in whole numbers, and '{}' is none", key.string(), amount.string());
    }
  }
  const auto& limits = resources["limits"];
  for (const auto& [key, amount] : resources["requests"].entries()) {
    const std::string_view name = key.string();
    if (name.find('/') == name.npos || name.starts_with("requests.") || !amount.present() || amount.templated())
      continue;
    const Value limit = limits[name];
    if (limit.templated() || limit.string() == amount.string()) continue;
    // Those of Kubernetes itself may be promised more often than they are there.
    if (name.substr(0, name.find('/')).ends_with("kubernetes.io")) continue;
    if (limit.missing()) {
      ctx.report(key.span(), "'{}' is requested without a limit, and such a resource needs the same of both", name);
    } else if (parse_quantity(limit.string()).value != parse_quantity(amount.string()).value) {
      ctx.report(amount.span(), "'{}' is requested in another number than its limit, and both have to be equal", name);
    }
  }
}

}  // namespace

extern constinit const Rule unknown_resource_name = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check = [](const Container& container, Context& ctx) { check(container["resources"], ctx); },
};

}  // namespace plimsoll::kubernetes
