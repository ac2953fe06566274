#include "output/output.h"

namespace plimsoll {

void write_concise(const RunResult& result, const TextStyle& style, const Write& write) {
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) write(render_concise(diagnostic, style));
  }
}

}  // namespace plimsoll
