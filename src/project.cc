#include "project.h"

#include <filesystem>

#include "kubernetes/resources.h"
#include "kubernetes/run_facts.h"
#include "kubernetes/service_account.h"

namespace plimsoll {
namespace {

// The kind is optional in a file of that name.
bool is_kustomization(const kubernetes::Document& document, std::string_view path) {
  const kubernetes::Value kind = document.value()["kind"];
  if (!kind.missing()) return kind.is("Kustomization") || kind.is("Component");
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

Kustomization kustomization_of(const kubernetes::Document& document, const std::filesystem::path& path) {
  Kustomization result{path.parent_path().lexically_normal().generic_string(), {}};
  for (const kubernetes::Value& resource : document.value()["resources"].items()) {
    if (!resource.is_scalar()) continue;
    result.resources.push_back((path.parent_path() / resource.string()).lexically_normal().generic_string());
  }
  return result;
}

Location location_of(Span span, const Source& source, const HiddenSpans& hidden) {
  return {source.path(), region_of(span, source), snippet_of(span, source, hidden)};
}

}  // namespace

FileSummary summarize(const kubernetes::Manifest& manifest, const HiddenSpans& hidden) {
  FileSummary summary;
  const Source& source = *manifest.source;
  for (const auto& document : manifest.documents) {
    if (is_kustomization(*document, source.path())) summary.kustomization = kustomization_of(*document, source.path());
  }
  for (const auto& workloads : manifest.workloads) {
    for (kubernetes::RunFact& stated : kubernetes::run_facts_of(workloads))
      summary.placed_facts.push_back({std::move(stated.text), location_of(stated.span, source, hidden)});
  }
  for (const kubernetes::Object& object : manifest.objects) {
    for (kubernetes::RunFact& stated : kubernetes::run_facts_of(object))
      summary.placed_facts.push_back({std::move(stated.text), location_of(stated.span, source, hidden)});
    for (std::string& fact : kubernetes::container_defaults_of(object)) summary.facts.push_back(std::move(fact));
    for (std::string& fact : kubernetes::account_facts_of(object)) summary.facts.push_back(std::move(fact));
    const kubernetes::Value name = object.metadata["name"];
    if (!name.is_string() || name.templated()) continue;
    summary.objects.push_back({.group = std::string(object.group),
                               .kind_name = std::string(object.kind_name),
                               .namespace_ = std::string(object.namespace_),
                               .name = std::string(name.string()),
                               .hook = !object.metadata["annotations"]["helm.sh/hook"].missing(),
                               .location = location_of(name.span(), source, hidden)});
  }
  return summary;
}

}  // namespace plimsoll
