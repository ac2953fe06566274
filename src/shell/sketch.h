// Reads the structure of a piece of script with tree-sitter-bash: which of its simple commands stand in a pipeline, a
// branch, a loop, a function. Used by the parser only; the one file that knows tree-sitter here.
#pragma once

#include <cstdint>
#include <vector>

#include "shell/lex.h"

namespace plimsoll::shell {

struct Place {
  bool found = false;  // the grammar sees a command here
  bool conditional = false;
  int pipeline = -1;  // counts from 0 in each piece; -1 outside of pipelines
  int pipeline_position = 0;
  int pipeline_length = 1;
};

struct Structure {
  std::vector<Place> places;     // one for each simple command of the piece
  std::vector<uint32_t> errors;  // offsets in the sketch
  int pipelines = 0;
};

// is_test[i]: whether the i-th command only asks something, so that what follows its && or || depends on the answer.
Structure read_structure(const Piece& piece, const std::vector<bool>& is_test);

}  // namespace plimsoll::shell
