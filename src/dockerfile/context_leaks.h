// What COPY of the whole context takes along that no image should have: rules/data/context-leaks.yaml.
#pragma once

#include <string>
#include <vector>

#include "dockerfile/build_context.h"
#include "option.h"

namespace plimsoll::dockerfile {

struct ContextLeaks {
  std::vector<std::string> names;  // the gravest first
  bool secret = false;
  bool any_history = false;
};
// Of what is in the context, or in the Dockerfile's folder if nothing speaks against that being the context.
ContextLeaks leaks_of(const BuildContext& context, Names extra);

// Names that its patterns do not keep out, be they in the context or not.
std::vector<std::string> names_let_through(const Dockerignore& ignore);

}  // namespace plimsoll::dockerfile
