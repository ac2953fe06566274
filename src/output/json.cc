#include <string>

#include "output/json_finding.h"
#include "output/output.h"

namespace plimsoll {
namespace {

// schemas/findings.schema.json describes it. Grows when a field changes its meaning or goes away, not when one is
// added.
constexpr int kSchemaVersion = 1;

std::string_view name_of(FileResult::Status status) {
  switch (status) {
    case FileResult::Status::checked:
      return "checked";
    case FileResult::Status::not_ours:
      return "not-ours";
    case FileResult::Status::skipped:
      return "skipped";
    case FileResult::Status::failed:
      return "failed";
  }
  return {};
}

}  // namespace

void write_json(const RunResult& result, const Summary& summary, const Write& write) {
  {
    JsonWriter json(write);
    json.begin_object().field("schema_version", kSchemaVersion);
    json.key("tool").begin_object().field("name", "plimsoll").field("version", PLIMSOLL_VERSION).end_object();
    json.new_line().key("files").begin_array();
    for (const FileResult& file : result.files) {
      json.new_line().begin_object().field("path", file.path).field("status", name_of(file.status));
      if (!file.reason.empty()) json.field("reason", file.reason);
      json.field("suppressed", file.suppressed).end_object();
    }
    json.end_array().new_line().key("findings").begin_array();
    for (const FileResult& file : result.files) {
      for (const Diagnostic& diagnostic : file.diagnostics) write_finding(json.new_line(), diagnostic);
    }
    json.end_array();
    if (!result.config_problems.empty()) {
      json.new_line().key("configuration_problems").begin_array();
      for (const ConfigProblem& problem : result.config_problems) {
        json.new_line().begin_object().field("path", problem.path).field("line", problem.line);
        json.field("column", problem.column).field("severity", problem.warning ? "warning" : "error");
        json.field("message", problem.message).end_object();
      }
      json.end_array();
    }
    json.new_line().key("summary").begin_object();
    json.field("errors", summary.errors).field("warnings", summary.warnings).field("infos", summary.infos);
    json.field("fixable", summary.fixable).field("unsafe_fixable", summary.unsafe_fixable);
    json.field("hidden", summary.hidden).field("suppressed", summary.suppressed);
    json.field("baselined", summary.baselined).field("stale", summary.stale).field("unchanged", summary.unchanged);
    json.field("fixed", summary.fixed).field("checked", summary.checked);
    json.field("skipped", summary.skipped).field("failed", summary.failed).field("not_ours", summary.not_ours);
    json.field("exit_code", summary.exit_code).end_object().end_object();
  }
  write("\n");
}

}  // namespace plimsoll
