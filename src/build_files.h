// Which images the files of build tools make from which Dockerfiles: skaffold.yaml, compose files, docker-bake.hcl and
// docker-bake.json, Tiltfile.
//
// Only what is written as a word counts: what a variable, an expression or a template makes is not known. The tag may
// be anything. A Dockerfile that is written in place is none of the run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll {

struct BuiltImage {
  std::string image;        // without registry and tag; of the configuration with the registry, if it names one
  std::string dockerfile;   // path
  std::string folder;       // of the file that says so
  std::string target;       // the stage; empty: the last one
  bool configured = false;  // by the configuration, which knows better than all files
};

// By its name a YAML or JSON file that says so: compose.yaml, docker-compose.prod.yml, docker-bake.json.
bool is_build_file_name(std::string_view path);
// Of a file with such a name, or a skaffold.yaml. `path` is that of the file.
std::vector<BuiltImage> built_images_of(const kubernetes::Document& document, std::string_view path);

// By its name a file in a language of its own: Tiltfile, docker-bake.hcl.
bool is_build_script_name(std::string_view path);
std::vector<BuiltImage> built_images_in(std::string_view script, std::string_view path);

}  // namespace plimsoll
