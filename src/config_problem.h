// What is wrong in a configuration.
#pragma once

#include <cstdint>
#include <string>

namespace plimsoll {

struct ConfigProblem {
  std::string path;
  uint32_t line = 1, column = 1;  // 1-based, column in code points
  std::string message;
  bool warning = false;  // told, and nothing more: the run does not fail for it
};

}  // namespace plimsoll
