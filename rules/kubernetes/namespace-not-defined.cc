#include <algorithm>
#include <set>

#include "context.h"
#include "project_index.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

// Kustomize gives a Namespace the name that it gives to all.
std::set<std::string_view> namespaces_set(const Project& project) {
  std::set<std::string_view> names;
  for (const Kustomization& kustomization : project.kustomizations) names.insert(kustomization.namespace_);
  return names;
}

bool is_template(std::string_view name) { return name.find_first_of("{}$<>%") != std::string_view::npos; }

// The part of the names between the hyphens around what differs.
std::pair<std::string_view, std::string_view> difference(std::string_view one, std::string_view other) {
  const auto [begin, other_begin] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  size_t first = static_cast<size_t>(begin - one.begin());
  while (first > 0 && one[first - 1] != '-') --first;
  one.remove_prefix(first);
  other.remove_prefix(first);
  return {one.substr(0, one.find('-')), other.substr(0, other.find('-'))};
}

// Rather a slip than the next of a row, as "team-a" and "team-b", "dev" and "dev2".
bool is_slip(std::string_view name, std::string_view similar) {
  const auto [word, meant] = difference(name, similar);
  auto is_word = [](std::string_view text) {
    return text.size() >= 4 && text.find_first_of("0123456789") == std::string_view::npos;
  };
  return is_word(word) && is_word(meant);
}

}  // namespace

extern constinit const Rule namespace_not_defined = {
    .severity = Severity::info,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          std::set<std::pair<uint32_t, std::string_view>> said;
          const std::set<std::string_view> set = namespaces_set(project);
          for (const ObjectSummary& object : project.objects) {
            const std::string& name = object.namespace_;
            if (name.empty() || object.cluster || name == "default" || name.starts_with("kube-")) continue;
            if (set.contains(name) || is_template(name)) continue;
            const auto spaces = project.index->all(object, "Namespace");
            if ((spaces.empty() && !project.complete) || !project.index->find(object, "Namespace", name).empty())
              continue;
            if (!said.emplace(object.file, name).second) continue;
            std::vector<std::string_view> names;
            for (const ObjectSummary* space : spaces) names.push_back(space->name);
            const auto similar = names.size() < 64 ? closest(name, names, 2) : std::nullopt;
            const bool slip = similar && is_slip(name, *similar);
            // Namespaces are often made elsewhere.
            if (ctx.unasked() && !slip) continue;
            if (!slip) {
              ctx.report(project.at(object, object.namespace_place), "the namespace '{}' is not defined", name);
              continue;
            }
            const auto meant = std::find_if(spaces.begin(), spaces.end(),
                                            [&](const ObjectSummary* space) { return space->name == *similar; });
            ctx.report(project.at(object, object.namespace_place),
                       "the namespace '{}' is not defined; did you mean '{}'?", name, *similar)
                .severity(Severity::warning)
                .note(project.at(**meant), "this one is");
          }
        },
};

}  // namespace plimsoll::kubernetes
