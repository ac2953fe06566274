// GitLab Code Quality: an array of objects as Code Climate had them.
#include "output/json_writer.h"
#include "output/report_paths.h"

namespace plimsoll {
namespace {

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "critical";
    case Severity::warning:
      return "major";
    case Severity::info:
      return "info";
  }
  return {};
}

}  // namespace

void write_gitlab(const RunResult& result, const ReportPaths& paths, const Write& write) {
  {
    JsonWriter json(write);
    json.begin_array();
    for (const FileResult& file : result.files) {
      for (const Diagnostic& diagnostic : file.diagnostics) {
        const std::string path = paths.shown(diagnostic.path);
        json.new_line().begin_object().field("description", diagnostic.message);
        json.field("check_name", diagnostic.rule->name);
        // Of equal ones GitLab shows the first alone, and ours tells findings of one file apart.
        json.field("fingerprint", diagnostic.fingerprint + ":" + path);
        json.field("severity", severity_of(diagnostic.severity)).key("location").begin_object().field("path", path);
        json.key("lines").begin_object().field("begin", diagnostic.region.line);
        json.field("end", diagnostic.region.end_line).end_object().end_object().end_object();
      }
    }
    json.new_line().end_array();
  }
  write("\n");
}

}  // namespace plimsoll
