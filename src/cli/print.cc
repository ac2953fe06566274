#include "cli/print.h"

#include <cstdio>

#include "output/output_file.h"

namespace plimsoll::cli {

int print(const std::function<void(const Write&)>& fill) {
  OutputFile output("");
  fill([&](std::string_view text) { output.write(text); });
  const std::string error = output.close();
  if (error.empty()) return 0;
  std::fprintf(stderr, "plimsoll: standard output: %s\n", error.c_str());
  return 2;
}

}  // namespace plimsoll::cli
