#include "output/json_finding.h"

namespace plimsoll {

void write_jsonl(const RunResult& result, const Write& write) {
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) {
      {
        JsonWriter json(write);
        write_finding(json, diagnostic);
      }
      write("\n");
    }
  }
}

}  // namespace plimsoll
