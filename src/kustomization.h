// kustomization.yaml: which files it builds on, and which of them only change what others say.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll {

// All paths are normal.
struct Kustomization {
  std::string folder;
  std::vector<std::string> resources;  // files and folders
  std::vector<std::string> patches;    // files
};

bool is_kustomization_name(std::string_view path);
// Nothing for other documents.
std::optional<Kustomization> kustomization_of(const kubernetes::Document& document, std::string_view path);

}  // namespace plimsoll
