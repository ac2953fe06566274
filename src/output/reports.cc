#include "output/reports.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "output/report_paths.h"
#include "suggest.h"

namespace plimsoll {
namespace {

constexpr size_t kLongestComment = 65'536;      // what GitHub takes; GitLab takes more
constexpr size_t kLongestJobSummary = 1 << 20;  // of a step

std::optional<Format> format_called(std::string_view name) {
  for (const auto& [known, format] : formats()) {
    if (known == name) return format;
  }
  return std::nullopt;
}

std::string unknown_format(std::string_view output, std::string_view name) {
  std::string message = fmt::format("--output: '{}' is no format", name);
  std::vector<std::string_view> names;
  for (const auto& [known, format] : formats()) names.push_back(known);
  if (auto meant = closest(name, names)) return message + fmt::format("; did you mean '{}'?", *meant);
  return message + fmt::format("; write ./{} if that is a path", output);
}

// The same for every way to write the path of a file.
std::string identity(const std::string& path) {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  return error ? path : real.string();
}

// Empty, and so unset for us, where a variable is empty.
std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool forces_color() {
  for (const char* name : {"FORCE_COLOR", "CLICOLOR_FORCE"}) {
    if (const std::string value = environment(name); !value.empty() && value != "0") return true;
  }
  return false;
}

bool smart_terminal(const OutputFile& file) { return file.is_terminal() && environment("TERM") != "dumb"; }

// Where a consumer finds the checkout, from which it counts paths; empty: the working directory.
std::string root_for(Format format) {
  switch (format) {
    case Format::github:
    case Format::sarif:
      return environment("GITHUB_WORKSPACE");
    case Format::gitlab:
      return environment("CI_PROJECT_DIR");
    case Format::azure:
      return environment("BUILD_SOURCESDIRECTORY");
    default:
      return {};
  }
}

// A step's summary is what its commands append to a file. What failed, or nothing.
std::string append_job_summary(const RunResult& result, const Summary& summary) {
  const std::string path = environment("GITHUB_STEP_SUMMARY");
  if (path.empty()) return {};
  std::ofstream file(path, std::ios::app | std::ios::binary);
  write_markdown(result, summary, kLongestJobSummary, [&](std::string_view text) { file << text; });
  file.close();
  return file ? "" : path + ": the job summary could not be written";
}

}  // namespace

const std::vector<std::pair<std::string, Format>>& formats() {
  static const std::vector<std::pair<std::string, Format>> table = {
      {"text", Format::text},       {"concise", Format::concise},       {"json", Format::json},
      {"jsonl", Format::jsonl},     {"sarif", Format::sarif},           {"github", Format::github},
      {"gitlab", Format::gitlab},   {"checkstyle", Format::checkstyle}, {"junit", Format::junit},
      {"rdjsonl", Format::rdjsonl}, {"sonarqube", Format::sonarqube},   {"markdown", Format::markdown},
      {"html", Format::html},       {"azure", Format::azure},           {"teamcity", Format::teamcity},
  };
  return table;
}

std::string plan_reports(std::optional<Format> format, const std::vector<std::string>& outputs,
                         std::vector<ReportTarget>& targets) {
  targets.clear();
  std::optional<ReportTarget> first;
  for (const std::string& output : outputs) {
    if (output.empty()) return "--output: no path given";
    const size_t equals = output.find('=');
    const bool bare = equals == std::string::npos || output.find('/') < equals;
    ReportTarget target{format.value_or(Format::text), bare ? output : output.substr(equals + 1)};
    if (!bare) {
      const auto named = format_called(output.substr(0, equals));
      if (!named) return unknown_format(output, output.substr(0, equals));
      if (target.path.empty()) return fmt::format("--output: '{}' has no path", output);
      target.format = *named;
    }
    const bool standard_output = target.path == "-";
    if (standard_output) target.path.clear();
    if (!bare && !standard_output) {
      targets.push_back(std::move(target));
    } else if (first) {
      return standard_output && first->path.empty() ? "two reports go to standard output"
                                                    : "--output: two paths have no format; write FORMAT=PATH";
    } else {
      if (!bare && format && *format != target.format) return "two reports go to standard output";
      first = std::move(target);
    }
  }
  targets.insert(targets.begin(), first.value_or(ReportTarget{format.value_or(Format::text), {}}));
  std::vector<std::string> paths;
  for (const ReportTarget& target : targets) {
    if (target.path.empty()) continue;
    std::string path = identity(target.path);
    if (std::count(paths.begin(), paths.end(), path)) return fmt::format("two reports go to '{}'", target.path);
    paths.push_back(std::move(path));
  }
  return {};
}

Reports::Reports(std::vector<ReportTarget> targets, Looks looks) : targets_(std::move(targets)), looks_(looks) {
  for (const ReportTarget& target : targets_) files_.push_back(std::make_unique<OutputFile>(target.path));
}

std::string Reports::error() const {
  for (size_t i = 0; i < files_.size(); ++i) {
    if (files_[i]->error().empty()) continue;
    const std::string& path = targets_[i].path;
    return fmt::format("{}: {}", path.empty() ? "standard output" : printable(path), files_[i]->error());
  }
  return summary_error_;
}

TextStyle Reports::style_of(const OutputFile& file) const {
  TextStyle style;
  style.color = looks_.color == When::always;
  if (looks_.color == When::automatic && environment("NO_COLOR").empty()) {
    style.color = smart_terminal(file) || (forces_color() && file.is_standard_output());
  }
  if (looks_.hyperlinks == When::always || (looks_.hyperlinks == When::automatic && smart_terminal(file))) {
    style.homepage = homepage();
  }
  winsize size{};
  if (file.is_terminal() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) style.columns = size.ws_col;
  return style;
}

void Reports::write_one(size_t index, const RunResult& result, const Summary& summary) {
  OutputFile& file = *files_[index];
  const Format format = targets_[index].format;
  const Write write = [&](std::string_view text) { file.write(text); };
  std::error_code ignored;
  const ReportPaths paths(std::filesystem::current_path(ignored).string(), root_for(format));
  switch (format) {
    case Format::text:
      if (looks_.statistics && index == 0) return write_statistics(result, summary, style_of(file), write);
      return write_text(result, summary, style_of(file), write);
    case Format::concise:
      return write_concise(result, style_of(file), write);
    case Format::json:
      return write_json(result, summary, write);
    case Format::jsonl:
      return write_jsonl(result, write);
    case Format::sarif:
      return write_sarif(result, summary, paths, write);
    case Format::github:
      summary_error_ = append_job_summary(result, summary);
      return write_github(result, paths, write);
    case Format::gitlab:
      return write_gitlab(result, paths, write);
    case Format::checkstyle:
      return write_checkstyle(result, write);
    case Format::junit:
      return write_junit(result, write);
    case Format::rdjsonl:
      return write_rdjsonl(result, paths, write);
    case Format::sonarqube:
      return write_sonarqube(result, paths, write);
    case Format::markdown:
      return write_markdown(result, summary, kLongestComment, write);
    case Format::html:
      return write_html(result, summary, write);
    case Format::azure:
      return write_azure(result, paths, write);
    case Format::teamcity:
      return write_teamcity(result, paths, write);
  }
}

void Reports::write(const RunResult& result, const Summary& summary) {
  for (size_t i = replaced_ ? 1 : 0; i < targets_.size(); ++i) write_one(i, result, summary);
}

void Reports::write_instead(std::string_view text) {
  replaced_ = true;
  files_.front()->write(text);
}

std::string Reports::close() {
  std::string first = error();
  for (size_t i = 0; i < files_.size(); ++i) {
    if (files_[i]->close().empty() || !first.empty()) continue;
    first = error();
  }
  return first;
}

}  // namespace plimsoll
