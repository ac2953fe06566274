#include "dockerfile/foreign_characters.h"

#include <algorithm>
#include <cstring>

#include "shell/script.h"
#include "utf8.h"

namespace plimsoll::dockerfile {
namespace {

// The next byte that is not ASCII.
size_t next_foreign(std::string_view text, size_t at) {
  constexpr uint64_t high = 0x8080808080808080;
  for (uint64_t word; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (word & high) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

// Code in which quotes count: the text of an instruction, or the body of a heredoc that a shell reads.
struct Region {
  Span span;
  const Instruction* instruction;
  bool code;
  bool shell;  // so that "#" begins a comment
};

std::vector<Region> regions_of(const File& file) {
  std::vector<Region> regions;
  for (const auto& each : file.instructions) {
    const auto* onbuild = each->keyword == Keyword::onbuild ? static_cast<const Onbuild*>(each.get()) : nullptr;
    const Instruction& owner = onbuild && onbuild->trigger ? *onbuild->trigger : *each;
    // Blanks of all kinds at the end of a line are trimmed, but here they are looked for.
    const bool shell = std::any_of(owner.scripts.begin(), owner.scripts.end(),
                                   [](const shell::Script* script) { return !script->exec_form; });
    regions.push_back(
        {{each->span.begin, file.source->line(file.source->line_of(each->span.end)).end}, each.get(), true, shell});
    const bool script = std::any_of(owner.scripts.begin(), owner.scripts.end(),
                                    [](const shell::Script* script) { return script->heredoc; });
    for (const Heredoc& heredoc : owner.heredocs) regions.push_back({heredoc.body, each.get(), script, script});
  }
  return regions;
}

bool separates(std::string_view text, size_t at) {
  return at >= text.size() || std::string_view(" \t\r\n=[],;&|()<>\"'").find(text[at]) != std::string_view::npos;
}

// As a shell sees a "#".
bool begins_comment(std::string_view text, size_t at) {
  return at > 0 && std::string_view(" \t\n;&|()").find(text[at - 1]) != std::string_view::npos;
}

}  // namespace

std::vector<ForeignCharacter> foreign_characters(const File& file, bool (*wanted)(char32_t)) {
  const std::string_view text = file.source->text();
  std::vector<ForeignCharacter> found;
  size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  for (at = next_foreign(text, at); at < text.size(); at = next_foreign(text, at)) {
    const CodePoint head = decode(text.substr(at));
    if (head.valid && wanted(head.value)) {
      found.push_back({head.value, {static_cast<uint32_t>(at), static_cast<uint32_t>(at) + head.size}});
    }
    at += head.size;
  }
  if (found.empty()) return found;

  const std::vector<Region> regions = regions_of(file);
  const std::vector<Comment>& comments = file.comments;
  size_t region = 0, comment = 0, skipped = 0;
  uint32_t scanned = 0;      // up to where `quote` is known
  uint32_t comment_end = 0;  // of the last comment at the end of a line
  char quote = 0;
  for (ForeignCharacter& each : found) {
    const uint32_t place = each.span.begin;
    while (region < regions.size() && regions[region].span.end <= place) ++region;
    while (comment < comments.size() && comments[comment].span.end <= place) ++comment;
    if (region == regions.size() || place < regions[region].span.begin) continue;
    each.instruction = regions[region].instruction;
    if (comment < comments.size() && comments[comment].span.begin <= place) continue;
    if (scanned < regions[region].span.begin) {
      scanned = regions[region].span.begin;
      quote = 0;
    }
    while (scanned < place) {
      while (skipped < comments.size() && comments[skipped].span.end <= scanned) ++skipped;
      if (skipped < comments.size() && comments[skipped].span.begin <= scanned) {
        scanned = comments[skipped].span.end;
        continue;
      }
      const char c = text[scanned++];
      if (c == file.escape && quote != '\'') {
        scanned += scanned < place;
      } else if (quote ? c == quote : c == '"' || c == '\'') {
        quote = quote ? 0 : c;
      } else if (c == '#' && !quote && regions[region].shell && begins_comment(text, scanned - 1)) {
        scanned = comment_end = file.source->line(file.source->line_of(scanned - 1)).end;
      }
    }
    each.bare = !quote && regions[region].code && place >= comment_end;
    each.begins_word = place == 0 || separates(text, place - 1);
    each.ends_word = separates(text, each.span.end);
  }
  return found;
}

}  // namespace plimsoll::dockerfile
