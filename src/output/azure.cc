// Logging commands of Azure Pipelines: lines that it shows as issues of the run.
#include <fmt/format.h>

#include "output/output.h"
#include "output/report_paths.h"
#include "utf8.h"

namespace plimsoll {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    const CodePoint head = decode(text.substr(at));
    switch (head.value) {
      case '%':
        result += "%AZP25";
        break;
      case ';':
      case '\r':
      case '\n':
      case ']':
        result += fmt::format("%{:02X}", static_cast<uint32_t>(head.value));
        break;
      default:
        append_valid(result, text.substr(at), head);
    }
    at += head.size;
  }
  return result;
}

}  // namespace

void write_azure(const RunResult& result, const ReportPaths& paths, const Write& write) {
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) {
      // It knows no third type.
      const std::string_view type = diagnostic.severity == Severity::error ? "error" : "warning";
      write(fmt::format("##vso[task.logissue type={};sourcepath={};linenumber={};columnnumber={};code={}]{}\n", type,
                        escaped(paths.shown(diagnostic.path)), diagnostic.region.line, diagnostic.region.column,
                        escaped(diagnostic.rule->name), escaped(printable(diagnostic.message))));
    }
  }
}

}  // namespace plimsoll
