#include <algorithm>
#include <cctype>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"
#include "shell/script.h"

namespace plimsoll::kubernetes {
namespace {

bool is_shell(const Value& word) { return shell::dialect_of(word.string()) != shell::Dialect::unknown; }

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const size_t begin = text.find_first_not_of(" \t\n"),
                 end = std::min(text.find_first_of(" \t\n", begin), text.size());
    if (begin == text.npos) break;
    words.push_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return words;
}

// "/opt/My App/bin/run", "C:\Program Files\app.exe"
bool is_path_with_blanks(const std::vector<std::string_view>& words) {
  const bool windows = words[0].find('\\') != std::string_view::npos;
  const bool goes_on = words[0].starts_with('/') && words.size() > 1 && words[1].find('/') != std::string_view::npos &&
                       words[1].find_first_of("-./=$") != 0 && words[1].find('=') == std::string_view::npos;
  return windows || goes_on;
}

// What only a shell would make more of: "a&&b", "a;b", "app>out", "$APP".
bool has_operator(std::string_view text) {
  const size_t dollar = text.find('$');
  const char behind = dollar == text.npos || dollar + 1 == text.size() ? '\0' : text[dollar + 1];
  return behind == '_' || std::isalpha(static_cast<unsigned char>(behind)) != 0 || text.find("&&") != text.npos ||
         text.find_first_of("|;>") != text.npos;
}

// The word that a shell takes for the name of its script; absent where it gets its commands in another way.
Value script_name(const std::vector<Value>& words) {
  for (size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i].string();
    if (!words[i].is_scalar() || words[i].templated()) return {};
    if (!word.starts_with('-') && !word.starts_with('+')) return words[i];
    const bool is_long = word.starts_with("--");
    if (!is_long && (word.size() > 4 || word.find_first_of("cCs") != word.npos)) return {};
    const bool takes_word =
        is_long ? word == "--rcfile" || word == "--init-file" : word.find_first_of("oO") != word.npos;
    if (takes_word) ++i;
  }
  return {};
}

bool is_script_name(std::string_view text, const std::vector<std::string_view>& words) {
  return words.size() < 2 || is_path_with_blanks(words) || (text.starts_with('/') && text.ends_with(".sh"));
}

// The words as items of the list, if they mean the same to everybody.
std::optional<Edit> split_edit(const Value& word, const std::vector<std::string_view>& words, const Source& source) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./=:,@+").find(c) != std::string_view::npos;
  };
  const Span span = word.span();
  const std::string_view line = source.text().substr(0, span.begin);
  const std::string_view before = line.substr(line.rfind('\n') + 1);
  const bool block = before.ends_with("- ") && before.find_first_not_of(" ") == before.size() - 2;
  if (source.text(span).find('\n') != std::string_view::npos || source.text(span).starts_with('*')) return std::nullopt;
  if (!block && before.find_last_of("[,") == before.npos) return std::nullopt;
  std::string text;
  for (std::string_view part : words) {
    if (!std::all_of(part.begin(), part.end(), is_plain)) return std::nullopt;
    if (!text.empty()) text += block ? "\n" + std::string(before) : ", ";
    text += '"' + std::string(part) + '"';
  }
  return replace(span, text);
}

void check(const std::vector<Value>& command, const std::vector<Value>& args, Context& ctx) {
  std::vector<Value> words = command;
  words.insert(words.end(), args.begin(), args.end());
  if (words.empty() || !words[0].is_scalar() || words[0].templated()) return;
  const std::vector<std::string_view> parts = split(words[0].string());
  const bool is_line = parts.size() > 1 && !is_path_with_blanks(parts);
  if (!command.empty() && (is_line || (parts.size() == 1 && has_operator(parts[0])))) {
    Report report = ctx.report(words[0].span(), "no shell reads this, so a program of this whole name is looked for");
    if (auto edit = split_edit(words[0], parts, ctx.source())) report.suggest("split it into words", *edit);
  } else if (command.empty() && parts.size() > 1 && parts[1].starts_with('-') && parts[1].ends_with('c') &&
             shell::dialect_of(parts[0]) != shell::Dialect::unknown) {
    ctx.report(words[0].span(), "this is one argument; write the shell, '-c' and the script as three");
  } else if (!command.empty() && is_shell(words[0])) {
    const Value script = script_name(words);
    if (!is_script_name(script.string(), split(script.string())))
      ctx.report(script.span(), "without '-c' the shell takes this for the name of a file");
  }
}

}  // namespace

extern constinit const Rule command_not_split = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .replaces = {"probe-handler-invalid"},
    .check =
        [](const Container& container, Context& ctx) {
          check(container["command"].items(), container["args"].items(), ctx);
          for (const Value& handler :
               {container["lifecycle"]["postStart"], container["lifecycle"]["preStop"], container["startupProbe"],
                container["livenessProbe"], container["readinessProbe"]})
            check(handler["exec"]["command"].items(), {}, ctx);
        },
};

}  // namespace plimsoll::kubernetes
