// The whole run over one file: parse, model, every rule, suppression, and every format. The first byte chooses the kind
// of file.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

#include "fix.h"
#include "lint.h"
#include "output/output.h"
#include "output/report_paths.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plimsoll;
  if (size == 0) return 0;
  static const Config config;
  static const RuleSet rules(config, {.profile = "all", .select = {}, .ignore = {}});
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  constexpr const char* kNames[] = {"manifest.yaml",   "Dockerfile",   "kustomization.yaml", "Tiltfile",
                                    "docker-bake.hcl", "compose.yaml", "docker-bake.json"};
  RunResult result = lint({{kNames[data[0] % std::size(kNames)], text}}, rules);
  const Summary summary = summarize(result, Severity::info, Severity::warning);
  static const ReportPaths paths("/work");
  const Write nowhere = [](std::string_view) {};
  write_text(result, summary, {.color = true, .homepage = "https://example.com", .columns = 80}, nowhere);
  write_concise(result, {}, nowhere);
  write_json(result, summary, nowhere);
  write_jsonl(result, nowhere);
  write_sarif(result, summary, paths, nowhere);
  write_github(result, paths, nowhere);
  write_gitlab(result, paths, nowhere);
  write_checkstyle(result, nowhere);
  write_junit(result, nowhere);
  write_rdjsonl(result, paths, nowhere);
  write_sonarqube(result, paths, nowhere);
  write_html(result, summary, nowhere);
  write_markdown(result, summary, 4096, nowhere);
  write_azure(result, paths, nowhere);
  write_teamcity(result, paths, nowhere);
  apply_fixes(text, result.files.front().diagnostics.unpack(), true);
  return 0;
}
