// Secrets that a RUN writes into files of its layer.
#pragma once

#include <string>
#include <vector>

#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {

struct WrittenSecret {
  std::string variable;  // empty for a literal
  std::string file;      // as written, or as the command names its own
  Span span;             // the file's name, or the secret where a command keeps it
  Span by;               // the commands that write it
  Span literal;          // the bytes to hide; empty for a variable
};
// In order of the commands. A file that a later command of the RUN removes is none, nor one on a mount.
std::vector<WrittenSecret> written_secrets(const Run& run);

}  // namespace plimsoll::dockerfile
