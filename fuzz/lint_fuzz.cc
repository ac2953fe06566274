// The whole run over one file: parse, model, every rule, suppression, and every format. The first byte chooses the kind
// of file.
#include <cstddef>
#include <cstdint>
#include <string>

#include "fix.h"
#include "lint.h"
#include "output/output.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plimsoll;
  if (size == 0) return 0;
  static const Config config;
  static const RuleSet rules(config, {.profile = "all", .select = {}, .ignore = {}});
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  RunResult result = lint({{data[0] % 2 ? "Dockerfile" : "manifest.yaml", text}}, rules);
  const Summary summary = summarize(result, Severity::info, Severity::warning);
  const Write nowhere = [](std::string_view) {};
  write_text(result, summary, true, nowhere);
  write_sarif(result, summary, "", nowhere);
  write_json(result, summary, nowhere);
  apply_fixes(text, result.files.front().diagnostics, true);
  return 0;
}
