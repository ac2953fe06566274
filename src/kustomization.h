// kustomization.yaml: which files it builds on, which of them only change what others say, and what it makes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/selector.h"
#include "kubernetes/value.h"

namespace plimsoll {

// All paths are normal, folders without a slash at the end.
struct Kustomization {
  struct Image {
    std::string name;
    bool versioned = false;  // it sets a tag or a digest
    Span place;              // of the name
    std::string new_name;    // empty: it stays
  };
  // A ConfigMap or Secret, known under this name to all that refer to it; its hash is added on both sides.
  struct Generated {
    std::string kind;
    std::string name;
    std::optional<std::vector<std::string>> keys;  // nothing where they cannot be known
    Span place;                                    // of the name
  };
  // What a patch or a number of replicas is for.
  struct Target {
    std::string kind, name;  // empty: any; regular expressions, as kustomize has them, are left out
    Span place;
    std::string group;      // empty: any
    bool replicas = false;  // a number of them, so only what has one counts
    bool vital = false;     // kustomize fails where there is none
  };
  std::string folder;
  std::vector<std::string> resources;  // files and folders, bases and components included
  std::vector<std::string> patches;    // files
  std::vector<std::string> merged;     // those of them that say themselves what they are for
  std::string namespace_;              // empty: it sets none
  std::string prefix, suffix;          // of names
  std::vector<Image> images;
  std::vector<Generated> generated;
  std::vector<Target> targets;
  std::vector<Target> changed;    // what patches and replacements may change, in ways that are not looked at
  kubernetes::Labels pod_labels;  // that pods get besides their own
  std::vector<std::string> labels, annotations;  // names of those that objects get besides their own
  bool component = false;                        // it changes what those that use it build on
  bool remote = false;                           // it builds on what is elsewhere as well
  uint32_t file = 0;                             // of Project::files
};

bool is_kustomization_name(std::string_view path);
// Nothing for other documents.
std::optional<Kustomization> kustomization_of(const kubernetes::Document& document, std::string_view path);
// A resource that is fetched from somewhere else, not a path.
bool is_remote_resource(std::string_view resource);

// What the kustomizations of a run make of a file.
struct Overlay {
  bool patch = false;               // it is laid over other files
  std::string namespace_;           // that its objects get
  std::vector<std::string> images;  // whose tag or digest is replaced
  kubernetes::Labels pod_labels;
  std::vector<std::string> labels, annotations;  // names of those that objects get besides their own
};

}  // namespace plimsoll
