// The tools whose configurations we read, and how their files are called.
//
//   const Tool* tool = tool_of("ci/.hadolint.yaml");
//   Migration migration = tool->read("ci/.hadolint.yaml", text);
//
// One file in this folder for each read function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrate/migration.h"

namespace plimsoll::migrate {

struct Tool {
  std::string_view name;            // as people write it, and as it stands in file names of their own making
  List<std::string_view, 8> files;  // where the tool looks for it in the working directory; the first one counts
  Migration (*read)(const std::string& path, std::string text);
};

// In the order in which their files are looked for.
const std::vector<Tool>& tools();

// By the name of the file: one that the tool knows, or one that has the tool's name in it. nullptr: none.
const Tool* tool_of(std::string_view path);

Migration read_checkov(const std::string& path, std::string text);
Migration read_hadolint(const std::string& path, std::string text);
Migration read_kics(const std::string& path, std::string text);
Migration read_kube_linter(const std::string& path, std::string text);
Migration read_kube_score(const std::string& path, std::string text);
Migration read_polaris(const std::string& path, std::string text);
Migration read_trivy(const std::string& path, std::string text);
Migration read_trivy_ignore(const std::string& path, std::string text);

}  // namespace plimsoll::migrate
