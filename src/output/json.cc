#include <string>

#include "output/json_writer.h"
#include "output/output.h"

namespace plimsoll {
namespace {

// Grows when a field changes its meaning or goes away, not when one is added.
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

void write_place(JsonWriter& json, std::string_view name, uint32_t byte, uint32_t line, uint32_t column,
                 uint32_t utf16_column) {
  json.key(name).begin_object();
  json.field("byte", byte).field("line", line).field("column", column).field("utf16_column", utf16_column);
  json.end_object();
}

void write_region(JsonWriter& json, const Region& region) {
  write_place(json, "start", region.begin, region.line, region.column, region.utf16_column);
  write_place(json, "end", region.end, region.end_line, region.end_column, region.utf16_end_column);
}

void write_finding(JsonWriter& json, const Diagnostic& diagnostic) {
  json.new_line().begin_object();
  json.field("path", diagnostic.path).field("rule", diagnostic.rule->name);
  json.field("severity", plimsoll::name_of(diagnostic.severity));
  json.field("group", plimsoll::name_of(diagnostic.rule->rule->group));
  json.field("message", diagnostic.message);
  write_region(json, diagnostic.region);
  json.field("fingerprint", diagnostic.fingerprint);
  json.key("notes").begin_array();
  for (const Diagnostic::Note& note : diagnostic.notes) {
    json.begin_object().field("path", note.path.empty() ? diagnostic.path : note.path).field("message", note.message);
    write_region(json, note.region);
    json.end_object();
  }
  json.end_array().key("fixes").begin_array();
  for (const Diagnostic::Fix& fix : diagnostic.fixes) {
    json.begin_object().field("title", fix.title).field("safe", fix.safe).key("edits").begin_array();
    for (const Diagnostic::Edit& edit : fix.edits) {
      json.begin_object();
      write_region(json, edit.region);
      json.field("text", edit.text).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().key("replaced").begin_array();
  for (const RegisteredRule* rule : diagnostic.replaced) json.value(rule->name);
  json.end_array().end_object();
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
      for (const Diagnostic& diagnostic : file.diagnostics) write_finding(json, diagnostic);
    }
    json.end_array().new_line().key("summary").begin_object();
    json.field("errors", summary.errors).field("warnings", summary.warnings).field("infos", summary.infos);
    json.field("hidden", summary.hidden).field("suppressed", summary.suppressed).field("checked", summary.checked);
    json.field("skipped", summary.skipped).field("failed", summary.failed).field("not_ours", summary.not_ours);
    json.field("exit_code", summary.exit_code).end_object().end_object();
  }
  write("\n");
}

}  // namespace plimsoll
