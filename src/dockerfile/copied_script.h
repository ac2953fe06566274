// The script that an image starts, where a COPY of the file writes it: COPY <<EOF /entrypoint.sh.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

struct CopiedScript {
  const Transfer* copy = nullptr;
  const Heredoc* heredoc = nullptr;
  std::string path;
};
// The last one of the chain that writes the path, which is relative to the working directory at the stage's end.
std::optional<CopiedScript> copied_script(const Stage& stage, std::string_view path);
// The words of the stage's ENTRYPOINT, or of its CMD if it has none, in exec form; nullptr if it starts otherwise.
const Instruction* start_in_exec_form(const Stage& stage);

}  // namespace plimsoll::dockerfile
