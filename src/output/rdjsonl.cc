// Lines of the Reviewdog Diagnostic Format. Columns are bytes of the line as it is in the file, a byte order mark
// included, 1-based, ends exclusive; they take the texts of the files, so LintOptions::keep_texts has to be on.
#include <memory>

#include "output/json_writer.h"
#include "output/report_paths.h"
#include "output/severity_name.h"
#include "source.h"

namespace plimsoll {
namespace {

class RdjsonlWriter {
 public:
  RdjsonlWriter(const RunResult& result, const ReportPaths& paths, const Write& write)
      : result_(result), paths_(paths), write_(write) {}
  void run();

 private:
  uint32_t column(uint32_t line, uint32_t offset) const { return offset - source_->line(line).begin + 1; }
  void range(JsonWriter& json, const Region& region, bool columns) const;
  void location(JsonWriter& json, const std::string& path, const Region& region) const;
  void suggestions(JsonWriter& json, const Diagnostic& diagnostic) const;
  void diagnostic(JsonWriter& json, const Diagnostic& diagnostic) const;

  const RunResult& result_;
  const ReportPaths& paths_;
  const Write& write_;
  std::unique_ptr<Source> source_;  // of the file that is spoken of; nothing if its text was not kept
};

void RdjsonlWriter::range(JsonWriter& json, const Region& region, bool columns) const {
  json.key("range").begin_object().key("start").begin_object().field("line", region.line);
  if (columns) json.field("column", column(region.line, region.begin));
  json.end_object().key("end").begin_object().field("line", region.end_line);
  if (columns) json.field("column", column(region.end_line, region.end));
  json.end_object().end_object();
}

void RdjsonlWriter::location(JsonWriter& json, const std::string& path, const Region& region) const {
  json.key("location").begin_object().field("path", paths_.shown(path));
  range(json, region, source_ && source_->path() == path);
  json.end_object();
}

// Each suggestion stands alone, so only fixes of one edit can be one.
void RdjsonlWriter::suggestions(JsonWriter& json, const Diagnostic& diagnostic) const {
  if (!source_) return;
  bool any = false;
  for (const Diagnostic::Fix& fix : diagnostic.fixes) {
    if (fix.edits.size() != 1 || fix.title.empty()) continue;
    if (!any) json.key("suggestions").begin_array();
    any = true;
    json.begin_object();
    range(json, fix.edits.front().region, true);
    json.field("text", fix.edits.front().text).end_object();
  }
  if (any) json.end_array();
}

void RdjsonlWriter::diagnostic(JsonWriter& json, const Diagnostic& diagnostic) const {
  json.begin_object().field("message", diagnostic.message);
  location(json, diagnostic.path, diagnostic.region);
  json.field("severity", capital_name(diagnostic.severity));
  json.key("source").begin_object().field("name", "plimsoll");
  if (!homepage().empty()) json.field("url", homepage());
  json.end_object().key("code").begin_object().field("value", diagnostic.rule->name);
  if (const std::string address = rule_address(*diagnostic.rule); !address.empty()) json.field("url", address);
  json.end_object();
  suggestions(json, diagnostic);
  if (!diagnostic.notes.empty()) {
    json.key("related_locations").begin_array();
    for (const Diagnostic::Note& note : diagnostic.notes) {
      json.begin_object().field("message", note.message);
      location(json, note.path.empty() ? diagnostic.path : note.path, note.region);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

void RdjsonlWriter::run() {
  for (const FileResult& file : result_.files) {
    source_.reset();
    if (!file.text.empty()) source_ = std::make_unique<Source>(file.path, file.text);
    for (const Diagnostic& each : file.diagnostics) {
      {
        JsonWriter json(write_);
        diagnostic(json, each);
      }
      write_("\n");
    }
  }
}

}  // namespace

void write_rdjsonl(const RunResult& result, const ReportPaths& paths, const Write& write) {
  RdjsonlWriter(result, paths, write).run();
}

}  // namespace plimsoll
