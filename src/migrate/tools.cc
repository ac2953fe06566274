#include "migrate/tools.h"

#include <algorithm>

namespace plimsoll::migrate {

const std::vector<Tool>& tools() {
  static const std::vector<Tool> all{
      {"hadolint", {".hadolint.yaml", ".hadolint.yml", "hadolint.yaml", "hadolint.yml"}, read_hadolint},
      {"kube-linter", {".kube-linter.yaml", ".kube-linter.yml"}, read_kube_linter},
      {"kube-score",
       {".kube-score", ".kube-score.yaml", ".kube-score.yml", "kube-score.yaml", "kube-score.yml"},
       read_kube_score},
      {"polaris", {".polaris.yaml", ".polaris.yml", "polaris.yaml", "polaris.yml"}, read_polaris},
      {"checkov", {".checkov.yaml", ".checkov.yml"}, read_checkov},
      // Before "trivy", which is a part of the name.
      {"trivyignore", {".trivyignore", ".trivyignore.yaml", ".trivyignore.yml"}, read_trivy_ignore},
      {"trivy", {"trivy.yaml", "trivy.yml"}, read_trivy},
      {"kics", {"kics.config"}, read_kics},
  };
  return all;
}

const Tool* tool_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (const Tool& tool : tools()) {
    if (name.find(tool.name) != name.npos) return &tool;
  }
  return nullptr;
}

}  // namespace plimsoll::migrate
