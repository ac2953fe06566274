#include "suppress.h"

#include <algorithm>

#include "dockerfile/ast.h"

namespace plimsoll {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

// Reads a comment that is addressed to us; false if it is not.
bool read_comment(std::string_view comment, uint32_t offset, Suppression& result) {
  auto span_of = [&](std::string_view part) {
    const auto begin = offset + static_cast<uint32_t>(part.data() - comment.data());
    return Span{begin, begin + static_cast<uint32_t>(part.size())};
  };
  auto malformed = [&](std::string_view where, std::string why) {
    result.names.clear();
    result.malformed = std::move(why);
    result.malformed_span = span_of(where.empty() ? trim(comment) : where);
    return true;
  };
  std::string_view rest = trim(comment.substr(std::min(comment.find_first_not_of('#'), comment.size())));
  constexpr std::string_view kTool = "plimsoll:";
  if (!rest.starts_with(kTool)) return false;
  result.span = span_of(trim(comment));
  rest = trim(rest.substr(kTool.size()));
  constexpr std::string_view kAllow = "allow";
  const std::string_view verb = rest.substr(0, rest.find_first_of(kBlank));
  if (verb != kAllow) return malformed(verb, "'allow' is expected behind 'plimsoll:'");
  rest = trim(rest.substr(kAllow.size()));
  if (rest.starts_with("--")) return malformed("", "no rule is named behind 'allow'");
  if (const size_t dashes = rest.find(" --"); dashes != rest.npos) {
    result.reason = trim(rest.substr(dashes + 3));
    rest = trim(rest.substr(0, dashes));
  }
  if (rest.empty()) return malformed("", "no rule is named behind 'allow'");
  while (true) {
    const size_t comma = rest.find(',');
    const std::string_view name = trim(rest.substr(0, comma));
    if (name.empty()) return malformed(rest.substr(0, 1), "a rule is missing beside the comma");
    if (name.find_first_of(kBlank) != name.npos) {
      return malformed(name, "commas stand between rules, and '--' before the reason");
    }
    result.names.push_back({name, span_of(name), find_rules(name), shellcheck_code(name)});
    if (comma == rest.npos) return true;
    rest = trim(rest.substr(comma + 1));
    if (rest.empty()) return malformed(name, "a rule is missing beside the comma");
  }
}

Span whole_file(const Source& source) { return {0, static_cast<uint32_t>(source.text().size()) + 1}; }

// Where the YAML entries and list items of a document start.
struct Starts {
  struct Start {
    uint32_t begin;
    Span span;
  };
  std::vector<Start> entries;  // by begin
  std::vector<Start> items;    // by begin, the widest first

  explicit Starts(const kubernetes::Document& document) {
    for (const kubernetes::Node& node : document.nodes) {
      for (const auto& entry : node.entries) {
        entries.push_back({entry.key->span.begin, join(entry.key->span, entry.value->span)});
      }
      for (const kubernetes::Node* item : node.items) items.push_back({item->span.begin, item->span});
    }
    auto order = [](const Start& a, const Start& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.span.end > b.span.end;
    };
    std::sort(entries.begin(), entries.end(), order);
    std::sort(items.begin(), items.end(), order);
  }

  // The entry or item whose text begins at `offset`, which may be the dash of an item.
  Span at(std::string_view text, uint32_t offset) const {
    const bool dash = offset + 1 < text.size() && text[offset] == '-' && kBlank.find(text[offset + 1]) != kBlank.npos;
    const auto& starts = dash ? items : entries;
    auto found = std::lower_bound(starts.begin(), starts.end(), offset,
                                  [](const Start& start, uint32_t wanted) { return start.begin < wanted; });
    return found == starts.end() ? Span{offset, offset} : join(found->span, {offset, offset});
  }
};

// The first byte at or behind `offset` that is neither blank nor in a comment.
uint32_t next_token(std::string_view text, uint32_t offset) {
  while (offset < text.size()) {
    if (text[offset] == '#') {
      offset = static_cast<uint32_t>(std::min(text.find('\n', offset), text.size()));
    } else if (text[offset] == ' ' || text[offset] == '\t' || text[offset] == '\r' || text[offset] == '\n') {
      ++offset;
    } else {
      break;
    }
  }
  return offset;
}

Span scope_in(const kubernetes::Document& document, const Starts& starts, const Source& source, Span comment,
              bool first) {
  if (!document.root || comment.begin < document.root->span.begin) return first ? whole_file(source) : document.span;
  const std::string_view text = source.text();
  uint32_t line = source.line(source.line_of(comment.begin)).begin;
  while (text[line] == ' ' || text[line] == '\t') ++line;
  return starts.at(text, line < comment.begin ? line : next_token(text, comment.end));
}

}  // namespace

std::vector<Suppression> suppressions_of(const dockerfile::File& file) {
  std::vector<Suppression> result;
  const auto& instructions = file.instructions;
  for (const dockerfile::Comment& comment : file.comments) {
    Suppression suppression;
    if (!read_comment(comment.text, comment.span.begin, suppression)) continue;
    // The instruction around the comment or the next one.
    auto target = std::upper_bound(instructions.begin(), instructions.end(), comment.span.begin,
                                   [](uint32_t at, const auto& instruction) { return at < instruction->whole.end; });
    if (target == instructions.begin() &&
        (target == instructions.end() || comment.span.begin < (*target)->span.begin)) {
      suppression.scope = whole_file(*file.source);
    } else if (target != instructions.end()) {
      suppression.scope = (*target)->whole;
      if ((*target)->keyword == dockerfile::Keyword::from && comment.span.begin < (*target)->span.begin) {
        auto next = std::find_if(target + 1, instructions.end(), [](const auto& instruction) {
          return instruction->keyword == dockerfile::Keyword::from;
        });
        suppression.scope.end = next == instructions.end() ? whole_file(*file.source).end : (*next)->span.begin;
      }
    }
    result.push_back(std::move(suppression));
  }
  return result;
}

std::vector<Suppression> suppressions_of(const std::vector<std::unique_ptr<kubernetes::Document>>& documents,
                                         const Source& source) {
  std::vector<Suppression> result;
  for (const auto& document : documents) {
    std::optional<Starts> starts;
    for (const kubernetes::Comment& comment : document->comments) {
      Suppression suppression;
      if (!read_comment(comment.text, comment.span.begin, suppression)) continue;
      if (!starts) starts.emplace(*document);
      suppression.scope = scope_in(*document, *starts, source, comment.span, document == documents.front());
      result.push_back(std::move(suppression));
    }
  }
  return result;
}

Suppressor::Suppressor(std::vector<Suppression>& suppressions) {
  std::vector<std::pair<const RegisteredRule*, Entry>> all;
  for (Suppression& suppression : suppressions) {
    for (Suppression::Name& name : suppression.names) {
      for (const RegisteredRule* rule : name.rules) all.push_back({rule, {suppression.scope, &name, -1}});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.second.scope.begin != b.second.scope.begin) return a.second.scope.begin < b.second.scope.begin;
    return a.second.scope.end > b.second.scope.end;
  });
  for (auto& [rule, entry] : all) {
    if (by_rule_.empty() || by_rule_.back().first != rule) by_rule_.push_back({rule, {}});
    auto& entries = by_rule_.back().second;
    int parent = static_cast<int>(entries.size()) - 1;
    // The first of several with one scope is the one that counts, unless they are about different codes.
    if (parent >= 0 && entries[static_cast<size_t>(parent)].scope == entry.scope &&
        entries[static_cast<size_t>(parent)].name->code == entry.name->code)
      continue;
    while (parent >= 0 && !entries[static_cast<size_t>(parent)].scope.contains(entry.scope)) {
      parent = entries[static_cast<size_t>(parent)].parent;
    }
    entry.parent = parent;
    entries.push_back(entry);
  }
}

bool Suppressor::allows(const std::vector<const RegisteredRule*>& rules, std::string_view code, uint32_t offset) {
  for (const RegisteredRule* rule : rules) {
    auto found = std::lower_bound(by_rule_.begin(), by_rule_.end(), rule,
                                  [](const auto& row, const RegisteredRule* wanted) { return row.first < wanted; });
    if (found == by_rule_.end() || found->first != rule) continue;
    const std::vector<Entry>& entries = found->second;
    auto after = std::upper_bound(entries.begin(), entries.end(), offset,
                                  [](uint32_t at, const Entry& entry) { return at < entry.scope.begin; });
    int at = static_cast<int>(after - entries.begin()) - 1;
    const auto fits = [&](const Entry& entry) {
      return offset < entry.scope.end && (entry.name->code.empty() || code.empty() || entry.name->code == code);
    };
    while (at >= 0 && !fits(entries[static_cast<size_t>(at)])) at = entries[static_cast<size_t>(at)].parent;
    if (at < 0) continue;
    entries[static_cast<size_t>(at)].name->used = true;
    return true;
  }
  return false;
}

}  // namespace plimsoll
