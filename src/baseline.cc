#include "baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "files.h"
#include "output/output_file.h"
#include "source.h"
#include "utf8.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kVersion = 1;

std::string quoted(const std::string& text) { return Json(text).dump(); }

std::string valid_utf8(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    const CodePoint head = decode(text.substr(at));
    append_valid(result, text.substr(at), head);
    at += head.size;
  }
  return result;
}

void tidy(std::vector<Baseline::Entry>& entries) {
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
}

// Parses the text; what is wrong goes to `error`, with its place.
Json parse(const std::string& file, std::string text, std::string& error) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& problem) {
    const Source source(file, std::move(text));
    const auto at = static_cast<uint32_t>(std::min(problem.byte > 0 ? problem.byte - 1 : 0, source.text().size()));
    const Place place = source.code_points(at);
    error = fmt::format("{}:{}:{}: this is no JSON", file, place.line, place.column);
    return {};
  }
}

}  // namespace

Baseline::Baseline(const std::string& file) : file_(file) {
  std::error_code ignored;
  folder_ = fs::absolute(file, ignored).lexically_normal().parent_path().string();
}

std::string Baseline::read() {
  FileText text = read_file(file_);
  if (!text.error.empty()) return fmt::format("{}: {}", file_, text.error);
  std::string error;
  const Json root = parse(file_, std::move(text.text), error);
  if (!error.empty()) return error;
  const auto list = root.is_object() ? root.find("findings") : root.end();
  if (!root.is_object() || list == root.end() || !list->is_array() || !root.contains("version")) {
    return file_ + ": this is no baseline; 'plimsoll baseline create' makes one";
  }
  if (root["version"] != kVersion) {
    return fmt::format("{}: its version is {}, and this program knows version {}", file_, root["version"].dump(),
                       kVersion);
  }
  for (const Json& finding : *list) {
    Entry entry;
    for (const auto& [key, field] :
         {std::pair{"path", &entry.path}, {"rule", &entry.rule}, {"fingerprint", &entry.fingerprint}}) {
      const auto value = finding.is_object() ? finding.find(key) : finding.end();
      if (!finding.is_object() || value == finding.end() || !value->is_string()) {
        return fmt::format("{}: entry {} of 'findings' has no text '{}'", file_, &finding - &(*list)[0] + 1, key);
      }
      *field = value->get<std::string>();
    }
    entries_.push_back(std::move(entry));
  }
  tidy(entries_);
  return {};
}

std::string Baseline::write() const {
  std::string text = fmt::format("{{\n  \"version\": {},\n  \"findings\": [", kVersion);
  for (const Entry& entry : entries_) {
    text +=
        fmt::format("{}\n    {{\"path\": {}, \"rule\": {}, \"fingerprint\": {}}}", &entry == entries_.data() ? "" : ",",
                    quoted(entry.path), quoted(entry.rule), quoted(entry.fingerprint));
  }
  text += entries_.empty() ? "]\n}\n" : "\n  ]\n}\n";
  OutputFile output(file_);
  output.write(text);
  const std::string error = output.close();
  return error.empty() ? error : fmt::format("{}: {}", file_, error);
}

std::string Baseline::relative(const std::string& path) const {
  std::error_code ignored;
  const fs::path whole = fs::absolute(path, ignored).lexically_normal();
  return valid_utf8(whole.lexically_relative(folder_).generic_string());
}

Baseline::Entry Baseline::entry_of(const FileResult& file, const Diagnostic& diagnostic) const {
  return {relative(file.path), std::string(diagnostic.rule->name), diagnostic.fingerprint};
}

bool Baseline::has(const Entry& entry) const { return std::binary_search(entries_.begin(), entries_.end(), entry); }

std::vector<Baseline::Entry> Baseline::stale(const RunResult& result, const Judged& judged) const {
  std::set<std::string> checked, unknown;
  std::vector<Entry> found;
  for (const FileResult& file : result.files) {
    (file.status == FileResult::Status::checked ? checked : unknown).insert(relative(file.path));
    for (const Diagnostic& diagnostic : file.diagnostics) found.push_back(entry_of(file, diagnostic));
  }
  tidy(found);
  std::vector<Entry> gone;
  std::error_code ignored;
  for (const Entry& entry : entries_) {
    if (!judged(entry.rule) || unknown.contains(entry.path)) continue;
    const bool looked = checked.contains(entry.path) || !fs::exists(fs::path(folder_) / entry.path, ignored);
    if (looked && !std::binary_search(found.begin(), found.end(), entry)) gone.push_back(entry);
  }
  return gone;
}

uint32_t Baseline::apply(RunResult& result) const {
  size_t count = 0;
  for (FileResult& file : result.files) {
    count += erase_if(file.diagnostics, [&](const Diagnostic& diagnostic) { return has(entry_of(file, diagnostic)); });
  }
  return static_cast<uint32_t>(count);
}

void Baseline::add(const RunResult& result) {
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) entries_.push_back(entry_of(file, diagnostic));
  }
  tidy(entries_);
}

void Baseline::drop(const std::vector<Entry>& entries) {
  std::erase_if(entries_,
                [&](const Entry& entry) { return std::binary_search(entries.begin(), entries.end(), entry); });
}

}  // namespace plimsoll
