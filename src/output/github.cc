// Workflow commands: lines that GitHub Actions shows as annotations of a pull request.
#include <fmt/format.h>

#include "output/output.h"
#include "output/report_paths.h"
#include "utf8.h"

namespace plimsoll {
namespace {

// The runner undoes exactly these. In a property the colon and the comma would end it.
std::string escaped(std::string_view text, bool property) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    const CodePoint head = decode(text.substr(at));
    if (head.value == '%' || head.value == '\r' || head.value == '\n' ||
        (property && (head.value == ':' || head.value == ','))) {
      result += fmt::format("%{:02X}", static_cast<uint32_t>(head.value));
    } else {
      append_valid(result, text.substr(at), head);
    }
    at += head.size;
  }
  return result;
}

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "notice";
  }
  return {};
}

}  // namespace

void write_github(const RunResult& result, const ReportPaths& paths, const Write& write) {
  // GitHub shows ten annotations of a severity in a step and fifty in a job, so the worst come first.
  for (Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    for (const FileResult& file : result.files) {
      for (const Diagnostic& diagnostic : file.diagnostics) {
        if (diagnostic.severity != severity) continue;
        const Region& region = diagnostic.region;
        std::string line = fmt::format("::{} file={},line={}", command_of(severity),
                                       escaped(paths.shown(diagnostic.path), true), region.line);
        // Columns are for regions in one line; it drops them otherwise.
        if (region.line == region.end_line) {
          line += fmt::format(",col={},endColumn={}", region.column, region.end_column);
        } else {
          line += fmt::format(",endLine={}", region.end_line);
        }
        write(fmt::format("{},title={}::{}\n", line, escaped(diagnostic.rule->name, true),
                          escaped(printable(diagnostic.message), false)));
      }
    }
  }
}

}  // namespace plimsoll
