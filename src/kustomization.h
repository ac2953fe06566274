// kustomization.yaml: which files it builds on, which of them only change what others say, and what it makes of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/selector.h"
#include "kubernetes/touched.h"
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
    std::string group;                           // empty: any
    bool replicas = false;                       // a number of them, so only what has one counts
    bool vital = false;                          // kustomize fails where there is none
    kubernetes::Touched touched = std::nullopt;  // what is changed of it
    std::string file = {};                       // that says so: a patch
  };
  std::string folder;
  Span list_place;                     // of the key above its resources; empty if there are none
  std::vector<std::string> resources;  // files and folders, bases and components included
  std::vector<std::string> patches;    // files
  std::vector<std::string> merged;     // those of them that say themselves what they are for
  std::vector<std::string> others;     // files that it names besides: of generators, transformers, configurations
  std::string namespace_;              // empty: it sets none
  std::string prefix, suffix;          // of names
  std::vector<Image> images;
  std::vector<Generated> generated;
  std::vector<Target> targets;
  std::vector<Target> changed;                   // what patches and replacements may change
  kubernetes::Labels pod_labels;                 // that pods get besides their own
  std::vector<std::string> labels, annotations;  // names of those that objects get besides their own
  bool component = false;                        // it changes what those that use it build on
  bool remote = false;                           // it builds on what is elsewhere as well
  bool open = false;                             // some of the files that it names are not known
  uint32_t file = 0;                             // of Project::files
};

bool is_kustomization_name(std::string_view path);
// The kind is optional in a file of that name.
bool is_kustomization(const kubernetes::Document& document, std::string_view path);
// Nothing for other documents.
std::optional<Kustomization> kustomization_of(const kubernetes::Document& document, std::string_view path);
// A resource that is fetched from somewhere else, not a path.
bool is_remote_resource(std::string_view resource);

// What the kustomizations of a run make of a file.
struct Overlay {
  struct Image {
    std::string name;  // empty: any
    bool versioned;    // gets another tag or digest
    std::string new_name;
  };
  bool patch = false;         // it is laid over other files
  std::string namespace_;     // that its objects get
  std::vector<Image> images;  // that are replaced, from the nearest kustomization to the outermost
  kubernetes::Labels pod_labels;
  std::vector<std::string> labels, annotations;  // names of those that objects get besides their own
};

}  // namespace plimsoll
