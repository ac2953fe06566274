#include "shell/shellcheck.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "dockerfile/model.h"
#include "facts/facts.h"
#include "image_facts.h"
#include "process.h"
#include "shell/parse.h"
#include "utf8.h"

namespace plimsoll::shell {
namespace {

using Json = nlohmann::json;

constexpr auto kPatience = std::chrono::seconds(60);
constexpr size_t kLargestScript = size_t{64} << 10;  // its time grows faster than the script
constexpr size_t kMostScripts = 2000;                // of one file
constexpr size_t kLargestAnswer = size_t{32} << 20;

// What follows #! so that ShellCheck takes the script as the shell that will read it does. Where /bin/sh of the base
// image is known its extensions count; a busybox ash is nearest to dash.
std::string_view interpreter(const Script& script) {
  switch (script.dialect) {
    case Dialect::bash:
      return "/bin/bash";
    case Dialect::ksh:
      return "/bin/ksh";
    case Dialect::ash:
      return "/bin/dash";
    case Dialect::sh: {
      const dockerfile::Stage* stage = script.instruction ? script.instruction->stage : nullptr;
      const auto system = stage && stage->root->image_known ? system_of(stage->root->image) : std::nullopt;
      if (system && system->shell == "bash") return "/bin/bash";
      if (system && (system->shell == "dash" || system->shell == "ash")) return "/bin/dash";
      return "/bin/sh";
    }
    default:
      return {};
  }
}

// The names behind a "$".
std::set<std::string> names_in(std::string_view text) {
  std::set<std::string> names;
  auto is_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  for (size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
    size_t begin = at + 1;
    while (begin < text.size() && (text[begin] == '{' || text[begin] == '#' || text[begin] == '!')) ++begin;
    size_t end = begin;
    while (end < text.size() && is_name(text[end])) ++end;
    if (end > begin && (text[begin] < '0' || text[begin] > '9')) names.emplace(text.substr(begin, end - begin));
  }
  return names;
}

// Lines before the script: dialect, variables, options. Variables have a value that needs no quotes, for nobody knows
// the real one.
std::string head_of(const Script& script) {
  std::string head = fmt::format("#!{}\n", interpreter(script));
  const dockerfile::Instruction* instruction = script.instruction;
  if (!instruction || !instruction->model) return head;
  for (const std::string& name : names_in(script.text.text())) {
    if (instruction->model->variable(name, *instruction).declared()) head += fmt::format("export {}=1\n", name);
  }
  const dockerfile::ActiveShell& shell = instruction->model->shell_at(*instruction);
  if (script.heredoc || !shell.set_by) return head;
  bool takes_option = false;
  for (const MappedText& each : shell.set_by->command.exec) {
    const std::string_view word = each.text();
    const bool cluster = word.size() > 1 && word[0] == '-' && word[1] != '-';
    if (takes_option && word == "pipefail") head += "set -o pipefail\n";
    if (cluster && word.find('e') != word.npos) head += "set -e\n";
    takes_option = cluster && word.ends_with('o');
  }
  return head;
}

// The script with the bodies of the heredocs that its commands read.
MappedText whole_text(const Script& script, const Source& source) {
  MappedText text = script.text;
  if (script.heredoc || !script.instruction) return text;
  for (const dockerfile::Heredoc& heredoc : script.instruction->heredocs) {
    text.append("\n", Span{heredoc.body.begin, heredoc.body.begin});
    const MappedText body = body_of(heredoc, source);
    text.append(body, 0, body.text().size());
    text.append(heredoc.name, heredoc.terminator);
  }
  return text;
}

bool is_utf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const CodePoint head = decode(text.substr(at));
    if (!head.valid) return false;
    at += head.size;
  }
  return true;
}

struct Given {
  MappedText text;
  std::string file;
  size_t head_lines = 0;
  std::vector<uint32_t> points;  // where each code point of `text` begins, and its end
  std::vector<size_t> lines;     // the first of these in each line

  void count() {
    const std::string_view whole = text.text();
    lines.push_back(0);
    for (size_t at = 0; at < whole.size(); at += decode(whole.substr(at)).size) {
      points.push_back(static_cast<uint32_t>(at));
      if (whole[at] == '\n') lines.push_back(points.size());
    }
    points.push_back(static_cast<uint32_t>(whole.size()));
  }

  // The byte of `text` at a line and column of the file given; nullopt if it is in the head.
  std::optional<size_t> offset(size_t line, size_t column) const {
    if (line <= head_lines || line > head_lines + lines.size() || column == 0) return std::nullopt;
    return points[std::min(lines[line - head_lines - 1] + column - 1, points.size() - 1)];
  }
};

Severity severity_of(std::string_view level) {
  return level == "error" ? Severity::error : level == "warning" ? Severity::warning : Severity::info;
}

std::vector<Edit> edits_of(const Json& fix, const Given& given, const Source& source) {
  std::vector<Edit> edits;
  if (!fix.is_object()) return edits;
  for (const Json& replacement : fix.at("replacements")) {
    const auto begin = given.offset(replacement.at("line"), replacement.at("column"));
    const auto end = given.offset(replacement.at("endLine"), replacement.at("endColumn"));
    if (!begin || !end || *end < *begin) return {};
    // An insertion stands behind the byte before it, not before the next piece of the file.
    Span span = given.text.span(*begin, *end);
    if (*begin == *end && *begin > 0) {
      const uint32_t behind = given.text.span(*begin - 1, *begin).end;
      span = {behind, behind};
    }
    // Only what stands in the file as it was given can be edited there.
    if (source.text(span) != given.text.text().substr(*begin, *end - *begin)) return {};
    edits.push_back({span, replacement.at("replacement")});
  }
  return edits;
}

}  // namespace

struct Shellcheck::Run {
  const Source& source;
  std::string folder;
  std::vector<Given> given;
  std::optional<Process> process;

  explicit Run(const Source& s) : source(s) {}
  ~Run() {
    process.reset();
    for (const Given& each : given) unlink(each.file.c_str());
    if (!folder.empty()) rmdir(folder.c_str());
  }

  bool make_folder() {
    std::error_code error;
    std::string name = (std::filesystem::temp_directory_path(error) / "plimsoll-XXXXXX").string();
    if (error || mkdtemp(name.data()) == nullptr) return false;
    folder = std::move(name);
    return true;
  }

  bool add(const Script& script) {
    Given& each = given.emplace_back();
    each.text = whole_text(script, source);
    const std::string head = head_of(script);
    each.head_lines = static_cast<size_t>(std::count(head.begin(), head.end(), '\n'));
    each.count();
    each.file = fmt::format("{}/{}", folder, given.size() - 1);
    std::FILE* file = std::fopen(each.file.c_str(), "wx");
    if (!file) return false;
    const std::string whole = head + std::string(each.text.text()) + "\n";
    const bool written = std::fwrite(whole.data(), 1, whole.size(), file) == whole.size();
    return std::fclose(file) == 0 && written;
  }

  bool start(const std::string& program) {
    std::vector<std::string> arguments{"--norc", "--format=json1", "--severity=style", "--"};
    for (const Given& each : given) arguments.push_back(each.file);
    process.emplace(program, arguments);
    return true;
  }

  // Throws where the answer is not what it shall be.
  std::vector<ShellComment> read(const std::string& answer) const {
    const Fact left_out = facts::table("shellcheck")["left-out"];
    std::vector<ShellComment> comments;
    std::set<std::pair<Span, std::string>> seen;
    const Json parsed = Json::parse(answer);
    for (const Json& entry : parsed.at("comments")) {
      const std::string name = entry.at("file");
      const size_t index = std::stoul(name.substr(name.rfind('/') + 1));
      if (index >= given.size()) continue;
      const Given& each = given[index];
      ShellComment comment;
      comment.code = fmt::format("SC{}", entry.at("code").get<int>());
      if (left_out.has(comment.code)) continue;
      const auto begin = each.offset(entry.at("line"), entry.at("column"));
      const auto end = each.offset(entry.at("endLine"), entry.at("endColumn"));
      if (!begin || !end) continue;
      comment.span = each.text.span(*begin, std::max(*begin, *end));
      comment.severity = severity_of(entry.at("level").get<std::string>());
      comment.message = entry.at("message");
      comment.edits = edits_of(entry.at("fix"), each, source);
      // A script inside another one (sh -c) may be seen twice.
      if (seen.insert({comment.span, comment.code}).second) comments.push_back(std::move(comment));
    }
    return comments;
  }
};

Shellcheck::Shellcheck(const std::string& program, std::vector<const Script*> scripts, const Source& source) {
  std::erase_if(scripts, [](const Script* script) {
    return script->exec_form || interpreter(*script).empty() || script->text.text().size() > kLargestScript ||
           !is_utf8(script->text.text()) || script->text.text().find('\0') != std::string_view::npos;
  });
  if (scripts.size() > kMostScripts) scripts.resize(kMostScripts);
  if (scripts.empty()) return;
  run_ = std::make_unique<Run>(source);
  if (!run_->make_folder() ||
      !std::all_of(scripts.begin(), scripts.end(), [&](const Script* script) { return run_->add(*script); }) ||
      !run_->start(program)) {
    failed_ = true;
    run_.reset();
  }
}

Shellcheck::~Shellcheck() = default;

std::vector<ShellComment> Shellcheck::comments() {
  if (!run_) return {};
  const auto answer = run_->process->output(std::chrono::steady_clock::now() + kPatience, kLargestAnswer);
  failed_ = !answer;
  if (failed_) return {};
  try {
    return run_->read(*answer);
  } catch (const std::exception&) {  // of the reader of JSON, or of a number
    failed_ = true;
    return {};
  }
}

std::string shellcheck_version(const std::string& program) {
  Process process(program, {"--version"});
  const auto answer = process.output(std::chrono::steady_clock::now() + std::chrono::seconds(5), 1 << 16);
  constexpr std::string_view key = "version: ";
  if (!answer || answer->find(key) == std::string::npos) return {};
  const size_t begin = answer->find(key) + key.size();
  return answer->substr(begin, answer->find('\n', begin) - begin);
}

}  // namespace plimsoll::shell
