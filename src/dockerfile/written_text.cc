#include "dockerfile/written_text.h"

#include <algorithm>

#include "dockerfile/model.h"
#include "shell/neighbours.h"

namespace plimsoll::dockerfile {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word_part(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_quote(char c) { return c == '"' || c == '\'' || c == '\\'; }

const Source* source_of(const shell::Command& command) {
  const Instruction* instruction = command.script->instruction;
  return instruction && instruction->model ? instruction->model->file().source : nullptr;
}

bool writes(const shell::Redirect& redirect) {
  return redirect.op == ">" || redirect.op == ">>" || redirect.op == ">|" || redirect.op == "1>" ||
         redirect.op == "1>>" || redirect.op == "&>";
}

// Where the output of a command goes: a file, or what tee gets at the end of the pipeline.
std::string output_of(const shell::Command& command) {
  for (const shell::Redirect& redirect : command.redirects) {
    if (writes(redirect)) return redirect.target.text;
  }
  if (command.base == "tee" && !command.operands().empty()) return command.operands()[0]->text;
  if (command.pipeline < 0) return {};
  for (const shell::Command& next : shell::commands_behind(command, 8)) {
    if (next.pipeline != command.pipeline) break;
    if (next.base == "tee" && !next.operands().empty()) return next.operands()[0]->text;
    for (const shell::Redirect& redirect : next.redirects) {
      if (writes(redirect)) return redirect.target.text;
    }
  }
  return {};
}

// In any letter case.
size_t find_name(std::string_view text, std::string_view name, size_t from) {
  const auto same = [](char a, char b) { return a == b || (is_letter(a) && (a ^ b) == 0x20); };
  const char other = is_letter(name[0]) ? static_cast<char>(name[0] ^ 0x20) : name[0];
  for (; from + name.size() <= text.size(); ++from) {
    if (text[from] != name[0] && text[from] != other) continue;
    if (std::equal(name.begin(), name.end(), text.begin() + static_cast<std::ptrdiff_t>(from), same)) return from;
  }
  return text.npos;
}

// Some file may get what is printed here.
bool is_kept(const shell::Command& command) {
  const Source* source = source_of(command);
  if (!command.redirects.empty() || !source) return true;
  // A group is seldom longer.
  const Span behind{command.span.end, std::min(command.script->instruction->whole.end, command.span.end + 4096)};
  return behind.begin < behind.end && source->text(behind).find_first_of(">|") != std::string_view::npos;
}

MappedText body_of(const shell::Redirect& redirect, const shell::Command& command) {
  MappedText body;
  const Source* source = source_of(command);
  if (!source) return body;
  const auto take = [&](Span span) { body.append(source->text(span), span.begin); };
  const std::vector<Heredoc>& heredocs = command.script->instruction->heredocs;
  const auto heredoc = std::partition_point(heredocs.begin(), heredocs.end(), [&](const Heredoc& other) {
    return other.marker.span.end <= redirect.target.span.begin;
  });
  if (heredoc != heredocs.end() && heredoc->marker.span.contains(redirect.target.span)) {
    take(heredoc->body);
    return body;
  }
  // A heredoc inside of a heredoc.
  const std::string_view text = source->text().substr(0, redirect.target.span.end + size_t{65536});
  size_t at = text.find('\n', redirect.target.span.end);
  if (at == text.npos) return body;
  const size_t begin = ++at;
  while (at < text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    while (redirect.op == "<<-" && line.starts_with('\t')) line.remove_prefix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == redirect.target.text) break;
    at = end + 1;
  }
  take({static_cast<uint32_t>(begin), static_cast<uint32_t>(std::min(at, text.size()))});
  return body;
}

// What a script of sed or perl puts in: the second part of s/a/b/, the text of a, i and c.
void add_replacements(const MappedText& script, const std::string& file, std::vector<WrittenText>& out) {
  const std::string_view text = script.text();
  const auto find_end = [&](size_t at, char delimiter) {
    while (at < text.size() && text[at] != delimiter) at += text[at] == '\\' ? 2 : 1;
    return at;
  };
  size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '/') {
      at = find_end(at + 1, '/') + 1;
    } else if (c == 's' && at + 1 < text.size() && !is_word_part(text[at + 1]) && !is_blank(text[at + 1])) {
      const size_t begin = find_end(at + 2, text[at + 1]) + 1;
      const size_t end = find_end(begin, text[at + 1]);
      if (end >= text.size()) return;
      out.push_back({script.slice(begin, end - begin), file});
      at = end + 1;
      while (at < text.size() && text[at] != ';' && text[at] != '\n' && text[at] != '}') ++at;
    } else if (c == 'a' || c == 'i' || c == 'c') {
      if (at + 1 < text.size() && !is_word_part(text[at + 1]))
        out.push_back({script.slice(at + 1, text.size() - at - 1), file});
      return;
    } else if (is_letter(c)) {
      return;
    } else {
      ++at;
    }
  }
}

}  // namespace

MappedText text_of(const shell::Word& word, const shell::Command& command) {
  MappedText mapped;
  const std::string_view text = word.text;
  const Source* source = source_of(command);
  const std::string_view raw = source ? source->text(word.span) : std::string_view();
  // Most words are written as they are, or in quotes.
  for (size_t quote : {0u, 1u}) {
    if (raw.size() != text.size() + 2 * quote || raw.substr(quote, text.size()) != text) continue;
    mapped.append(text, word.span.begin + static_cast<uint32_t>(quote));
    return mapped;
  }
  size_t r = 0;
  for (size_t t = 0; t < text.size();) {
    size_t next = r;
    while (next < raw.size() && raw[next] != text[t] && (is_quote(raw[next]) || raw[next] == '\n' || raw[next] == '\r'))
      ++next;
    size_t size = 0;
    while (t + size < text.size() && next + size < raw.size() && raw[next + size] == text[t + size]) ++size;
    if (size > 0) {
      mapped.append(text.substr(t, size), word.span.begin + static_cast<uint32_t>(next));
      r = next + size;
      t += size;
    } else if ((text[t] == '{' || text[t] == '}') && r > 0) {  // ${X} may be written $X
      const uint32_t at = word.span.begin + static_cast<uint32_t>(r);
      mapped.append(text.substr(t++, 1), Span{at - 1, at});
    } else {
      mapped.append(text.substr(t), word.span);
      break;
    }
  }
  return mapped;
}

MappedText arguments_of(const shell::Command& command) {
  MappedText all;
  for (const shell::Word& word : command.arguments) {
    if (!all.empty()) all.append(std::string_view(" "), Span{word.span.begin, word.span.begin});
    const MappedText text = text_of(word, command);
    all.append(text, 0, text.text().size());
  }
  return all;
}

std::vector<WrittenText> texts_written_by(const shell::Command& command) {
  std::vector<WrittenText> texts;
  const std::string_view base = command.base;
  if (base == "echo" || base == "printf") {
    if (is_kept(command)) texts.push_back({arguments_of(command), output_of(command)});
  } else if (base == "sed" || base == "perl") {
    const auto operands = command.operands();
    for (const shell::Word* word : operands) add_replacements(text_of(*word, command), operands.back()->text, texts);
  } else if (base == "cat" || base == "tee") {
    for (const shell::Redirect& redirect : command.redirects) {
      if (redirect.op == "<<<") texts.push_back({text_of(redirect.target, command), output_of(command)});
      if (redirect.op == "<<" || redirect.op == "<<-") {
        texts.push_back({body_of(redirect, command), output_of(command)});
      }
    }
  }
  return texts;
}

std::vector<WrittenText> texts_written_by(const Transfer& transfer) {
  std::vector<WrittenText> texts;
  if (!transfer.model) return texts;
  for (const Heredoc& heredoc : transfer.heredocs) {
    MappedText body;
    body.append(transfer.model->file().source->text(heredoc.body), heredoc.body.begin);
    std::string file(transfer.destination ? transfer.destination->text : std::string_view());
    if (file.ends_with('/')) file += heredoc.name;
    texts.push_back({std::move(body), std::move(file)});
  }
  return texts;
}

bool mentions_setting(std::string_view text, std::string_view name) { return find_name(text, name, 0) != text.npos; }

std::vector<FoundSetting> settings_in(std::string_view text, std::string_view name) {
  std::vector<FoundSetting> found;
  for (size_t from = 0; from < text.size();) {
    const size_t begin = find_name(text, name, from);
    if (begin == text.npos) break;
    from = begin + name.size();
    // ssh -oName=value, java -Dname=value
    const bool glued = begin >= 2 && (text[begin - 1] == 'o' || text[begin - 1] == 'D') && text[begin - 2] == '-';
    // "\\n" as echo and printf read it.
    const bool escaped = begin >= 2 && text[begin - 2] == '\\' && is_letter(text[begin - 1]);
    if (begin > 0 && is_word_part(text[begin - 1]) && !glued && !escaped) continue;
    // Lines of settings are short.
    const size_t window = begin - std::min<size_t>(begin, 256);
    const std::string_view before = text.substr(window, begin - window);
    const size_t escape = before.rfind("\\n");
    const size_t line = std::max(before.rfind('\n') + 1, escape == before.npos ? 0 : escape + 2);
    if (const size_t first = before.find_first_not_of(" \t", line); first != before.npos && before[first] == '#')
      continue;
    size_t at = from;
    const auto skip = [&](auto wanted) {
      const size_t start = at;
      while (at < text.size() && wanted(text[at])) ++at;
      return at > start;
    };
    skip(is_quote);
    bool separated = skip(is_blank);
    separated |= skip([](char c) { return c == '=' || c == ':' || c == '>' || c == '+'; });
    skip(is_blank);
    if (!separated) continue;
    skip(is_quote);
    const size_t value = at;
    while (at < text.size() && std::string_view(" \t\r\n\"'\\;,]})&|").find(text[at]) == std::string_view::npos) ++at;
    const bool closed = at < text.size() && value > 0 && is_quote(text[at]) && text[at] == text[value - 1];
    found.push_back({begin, at + (closed ? 1 : 0), text.substr(value, at - value)});
  }
  return found;
}

}  // namespace plimsoll::dockerfile
