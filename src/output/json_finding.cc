#include "output/json_finding.h"

namespace plimsoll {
namespace {

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

}  // namespace

void write_finding(JsonWriter& json, const Diagnostic& diagnostic) {
  json.begin_object();
  json.field("path", diagnostic.path).field("rule", diagnostic.rule->name);
  json.field("severity", name_of(diagnostic.severity));
  json.field("group", name_of(diagnostic.rule->rule->group));
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
    if (fix.title.empty()) continue;
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

}  // namespace plimsoll
