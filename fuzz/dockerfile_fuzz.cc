// Every input gives a tree, and the tree can be walked.
#include <cstddef>
#include <cstdint>
#include <string>

#include "dockerfile/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const plimsoll::Source source("Dockerfile", std::string(reinterpret_cast<const char*>(data), size));
  plimsoll::dockerfile::dump(*plimsoll::dockerfile::parse(source));
  return 0;
}
