// Dockerfiles that are made from a template are no Dockerfiles yet: judging the template would be guessing.
#pragma once

#include <string>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

// Why the file is not judged; empty if it is an ordinary Dockerfile. Told by the name (Dockerfile.j2, Dockerfile.in) or
// by template tags where an instruction or the value of FROM, ARG, ENV should stand. Tags inside RUN are the script's
// own text.
std::string why_templated(const File& file);

}  // namespace plimsoll::dockerfile
