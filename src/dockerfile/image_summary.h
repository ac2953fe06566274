// What remains of a Dockerfile for rules that look at the manifests which run its image: what its final stage sets.
// Only what is certain: what a base image brings, and what a variable holds, is left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dockerfile/ports.h"
#include "source.h"

namespace plimsoll::dockerfile {

class Model;

struct ImageSummary {
  // A path, a port or a variable, and the word or instruction that names it.
  struct Path {
    std::string path;
    Span place;
  };
  struct Port {
    PortRange range;
    std::string protocol;
    Span place;
  };
  struct Write {
    std::string path;
    Span place;
    std::string variable;  // that says so, where there is one
  };
  struct Need {
    std::vector<std::string> variables;  // any of them will do, the first is the usual one
    Span place;
  };
  // base: nothing sets it but a base image of which it is not known.
  enum class User : uint8_t { unknown, root, number, name, base };
  User user = User::unknown;
  std::string user_text;  // as it is in force
  Span user_place;        // of USER, else of the image in FROM
  std::vector<Port> ports;
  std::vector<Port> base_ports;  // of a base image that is known
  bool ports_known = true;       // all of EXPOSE is known, and the base image's too
  std::vector<Write> writes;     // VOLUME, what is made for the user of the image, what variables name
  std::vector<Path> copies;      // where COPY and ADD of the final stage put files
  std::vector<Path> empty_env;   // ENV NAME=, so it wants a value
  std::optional<Need> need;      // of the base image, where nothing else is started
  Span healthcheck;              // empty if there is none
  Span healthcheck_text;         // what follows that word
  std::string probe;             // that does the same in Kubernetes, as lines of YAML; empty if it is not known
  std::string entrypoint;        // the program of ENTRYPOINT, without its folder; empty if it is not known
  Span entrypoint_place;
  Span shell_form;                 // of an ENTRYPOINT or CMD that a shell runs without exec; empty if none
  bool shell_form_of_cmd = false;  // so other arguments replace it
  std::string os, architecture;    // of the platform that FROM fixes; empty if it does not
  Span platform_place;
  std::string base;  // the image that it is built on; empty if it is not known
  Span base_place;
  uint32_t file = 0;  // of Project::files
  // The other stages that --target may name, or the first kMostTargets of them; they have none themselves.
  std::vector<ImageSummary> targets;
  std::string stage;  // its name in lower case; empty if it has none
};
inline constexpr size_t kMostTargets = 16;
ImageSummary summarize(const Model& model);

}  // namespace plimsoll::dockerfile
