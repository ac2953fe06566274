// Lines of the Reviewdog Diagnostic Format. Columns are bytes of the line, 1-based, ends exclusive.
#include "output/json_writer.h"
#include "output/report_paths.h"

namespace plimsoll {
namespace {

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "ERROR";
    case Severity::warning:
      return "WARNING";
    case Severity::info:
      return "INFO";
  }
  return {};
}

void write_range(JsonWriter& json, const Region& region) {
  json.key("range").begin_object();
  json.key("start").begin_object().field("line", region.line).field("column", region.byte_column).end_object();
  json.key("end").begin_object().field("line", region.end_line).field("column", region.byte_end_column).end_object();
  json.end_object();
}

void write_location(JsonWriter& json, const std::string& path, const Region& region) {
  json.key("location").begin_object().field("path", path);
  write_range(json, region);
  json.end_object();
}

// Each suggestion stands alone, so only fixes of one edit can be one.
void write_suggestions(JsonWriter& json, const Diagnostic& diagnostic) {
  bool any = false;
  for (const Diagnostic::Fix& fix : diagnostic.fixes) {
    if (fix.edits.size() != 1 || fix.secret) continue;
    if (!any) json.key("suggestions").begin_array();
    any = true;
    json.begin_object();
    write_range(json, fix.edits.front().region);
    json.field("text", fix.edits.front().text).end_object();
  }
  if (any) json.end_array();
}

void write_diagnostic(JsonWriter& json, const Diagnostic& diagnostic, const ReportPaths& paths) {
  const std::string path = paths.shown(diagnostic.path);
  json.begin_object().field("message", diagnostic.message);
  write_location(json, path, diagnostic.region);
  json.field("severity", severity_of(diagnostic.severity));
  json.key("source").begin_object().field("name", "plimsoll");
  if (!homepage().empty()) json.field("url", homepage());
  json.end_object().key("code").begin_object().field("value", diagnostic.rule->name);
  if (const std::string address = rule_address(*diagnostic.rule); !address.empty()) json.field("url", address);
  json.end_object();
  write_suggestions(json, diagnostic);
  if (!diagnostic.notes.empty()) {
    json.key("related_locations").begin_array();
    for (const Diagnostic::Note& note : diagnostic.notes) {
      json.begin_object().field("message", note.message);
      write_location(json, note.path.empty() ? path : paths.shown(note.path), note.region);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

}  // namespace

void write_rdjsonl(const RunResult& result, std::string_view folder, const Write& write) {
  const ReportPaths paths(folder);
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) {
      {
        JsonWriter json(write);
        write_diagnostic(json, diagnostic, paths);
      }
      write("\n");
    }
  }
}

}  // namespace plimsoll
