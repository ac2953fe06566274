#include "kubernetes/parse.h"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cctype>
#include <istream>
#include <streambuf>

#include "kubernetes/builder.h"
#include "kubernetes/scalars.h"
#include "kubernetes/stream.h"

namespace plimsoll::kubernetes {
namespace {

// yaml-cpp keeps every token of a flow collection in memory until its closing
// bracket. What could become more tokens than this is not read: no object that
// an API server takes comes near.
constexpr size_t kMostTokens = 2'000'000;

struct ViewBuffer : std::streambuf {
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // streambuf wants it so; nothing writes
    setg(begin, begin, begin + text.size());
  }
};

size_t most_tokens(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return c == ',' || c == ':' || c == '[' || c == '{' || c == '-' || c == '?' || c == '\n' || c == '\r';
  }));
}

// The text as yaml-cpp can read it, every byte at its place: it takes a lone
// carriage return for a character, tabs for indentation also in JSON, and
// rejects the halves of JSON's surrogate pairs.
std::string readable(std::string_view text, bool flow) {
  std::string copy(text);
  char quote = '\0';
  for (size_t i = 0; i < copy.size(); ++i) {
    const char c = copy[i];
    if (c == '\r' && (i + 1 == copy.size() || copy[i + 1] != '\n')) copy[i] = '\n';
    if (!flow) continue;
    if (quote == '"' && c == '\\') {
      const bool half = i + 3 < copy.size() && copy[i + 1] == 'u' && (copy[i + 2] | 0x20) == 'd' && copy[i + 3] >= '8';
      if (half) copy[i + 2] = copy[i + 3] = '0';
      ++i;
    } else if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || (c == '\'' && i > 0 &&
                            (is_blank(copy[i - 1]) || is_break(copy[i - 1]) || copy[i - 1] == ',' ||
                             copy[i - 1] == '[' || copy[i - 1] == '{' || copy[i - 1] == ':'))) {
      quote = c;
    } else if (c == '\t') {
      copy[i] = ' ';
    }
  }
  return copy;
}

bool needs_copy(std::string_view text, bool flow) {
  if (flow) return text.find_first_of("\t\\\r") != std::string_view::npos;
  for (size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (break_size(text, at) == 1) return true;
  }
  return false;
}

// What yaml-cpp says, in words for people. `found` is the character at the
// place.
std::string explain(std::string_view message, char found) {
  using namespace YAML::ErrorMsg;
  struct Words {
    std::string_view theirs;
    std::string_view ours;
  };
  static const Words kWords[] = {
      {END_OF_MAP_FLOW, "expected ',' or '}' in this mapping"},
      {END_OF_SEQ_FLOW, "expected ',' or ']' in this list"},
      {END_OF_MAP, "expected the next key of the mapping, or its end"},
      {END_OF_SEQ, "expected the next '-' of the list, or its end"},
      {EOF_IN_SCALAR, "expected a closing quote"},
      {DOC_IN_SCALAR, "expected a closing quote before the end of the document"},
      {MAP_VALUE,
       "expected a key before ':'; a value that holds ': ' must be "
       "quoted, and a key must stand where its mapping's "
       "keys begin"},
      {MAP_KEY, "expected the end of the value before a new key"},
      {BLOCK_ENTRY, "expected a list item to begin on a line of its own"},
      {FLOW_END, "expected an opening bracket before this closing one"},
      {TAB_IN_INDENTATION, "expected spaces, found a tab in the indentation"},
      {CHAR_IN_BLOCK, "expected the line to end after the head of a block scalar"},
      {ZERO_INDENT_IN_BLOCK, "expected an indentation of 1 to 9"},
      {INVALID_ESCAPE,
       "expected a known escape sequence after '\\'; a backslash of its own "
       "needs single quotes, or another one"},
      {INVALID_HEX, "expected hexadecimal digits"},
      {INVALID_UNICODE, "expected the number of a Unicode character"},
      {UNKNOWN_ANCHOR, "expected the name of an anchor that stands before the alias"},
      {MULTIPLE_ANCHORS, "expected one anchor only"},
      {MULTIPLE_TAGS, "expected one tag only"},
      {ALIAS_CONTENT, "expected nothing after an alias"},
      {ALIAS_NOT_FOUND, "expected a name after '*'; a text that begins with '*' must be quoted"},
      {ANCHOR_NOT_FOUND, "expected a name after '&'; a text that begins with '&' must be quoted"},
      {CHAR_IN_ALIAS,
       "expected an end of the alias; a text that begins with "
       "'*' must be quoted"},
      {CHAR_IN_ANCHOR,
       "expected an end of the anchor; a text that begins with "
       "'&' must be quoted"},
      {END_OF_VERBATIM_TAG, "expected '>' at the end of the tag"},
      {TAG_WITH_NO_SUFFIX, "expected a name after the tag's '!'"},
      {CHAR_IN_TAG_HANDLE, "expected a tag; a text that begins with '!' must be quoted"},
      {BAD_FILE, "expected fewer than 500 values inside of each other"},
  };
  for (const Words& words : kWords) {
    if (message.starts_with(words.theirs)) return std::string(words.ours);
  }
  if (message == UNKNOWN_TOKEN && (found == '@' || found == '`' || found == '%')) {
    return fmt::format("expected a value; a text that begins with '{}' must be quoted", found);
  }
  return "expected a value";
}

// The first quote at or after `at` that opens a scalar and is never closed.
std::optional<uint32_t> unclosed_quote(std::string_view text, uint32_t at) {
  bool may_open = true;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '#' && (at == 0 || is_blank(text[at - 1]) || is_break(text[at - 1]))) {
      at = end_of_line(text, at);
    } else if (may_open && (c == '"' || c == '\'')) {
      const std::optional<uint32_t> end = end_of_quoted(text, at);
      if (!end) return at;
      at = *end;
      may_open = false;
    } else {
      may_open = is_blank(c)
                     ? may_open || (at > 0 && (text[at - 1] == ':' || text[at - 1] == '-' || text[at - 1] == '?'))
                     : is_break(c) || c == ',' || c == '[' || c == '{' || (may_open && (c == '-' || c == '?'));
      ++at;
    }
  }
  return std::nullopt;
}

// The word at `at`, or the one character where no word begins; a point at the
// end of the text.
Span token_at(std::string_view text, uint32_t at) {
  auto word = [&](uint32_t i) {
    const auto c = static_cast<unsigned char>(text[i]);
    return c >= 0x80 || std::isalnum(c) || c == '_' || c == '-' || c == '.' || c == '/';
  };
  if (at >= text.size() || is_break(text[at])) return {at, at};
  uint32_t end = at;
  while (end < text.size() && word(end)) ++end;
  return {at, end == at ? at + 1 : end};
}

class Events : public YAML::EventHandler {
 public:
  Events(std::vector<std::unique_ptr<Document>>& documents, const Source& source, Span span, bool flow)
      : documents_(documents), source_(source), span_(span), flow_(flow) {
    open(span.begin);
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++seen_ == 1) return;
    const uint32_t at = place(mark);
    if (!flow_) {
      throw Unreadable{
          {token_at(source_.text(), at),
           "expected the end of the document; what belongs to the value before must be indented as it is"}};
    }
    // yaml-cpp takes a stray comma or bracket for an empty document, and does so for ever.
    if (at >= source_.text().size() || std::string_view("{[\"").find(source_.text()[at]) == std::string_view::npos) {
      throw Unreadable{{token_at(source_.text(), at), "expected the end of the file or another value"}};
    }
    documents_.back()->span.end = at;
    finish();
    open(at);
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_->null(place(mark), {anchor, false}); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_->alias(place(mark), anchor); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    builder_->scalar(place(mark), {anchor, tag != "?"}, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    builder_->begin(Node::Kind::list, place(mark), {anchor, tag != "?"});
  }
  void OnSequenceEnd() override { builder_->end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    builder_->begin(Node::Kind::map, place(mark), {anchor, tag != "?"});
  }
  void OnMapEnd() override { builder_->end(); }

  void finish() { builder_->finish(); }
  void fail(Problem problem) {
    Document& document = *documents_.back();
    problem.span.begin = std::min(problem.span.begin, span_.end);
    problem.span.end = std::min(problem.span.end, span_.end);
    document.problem = std::move(problem);
    document.root = nullptr;
    builder_->skip_rest();
    document.nodes.clear();
  }
  const Builder& builder() const { return *builder_; }
  uint32_t place(const YAML::Mark& mark) const {
    return mark.pos < 0 ? builder_->position() : span_.begin + static_cast<uint32_t>(mark.pos);
  }

 private:
  void open(uint32_t at) {
    auto document = std::make_unique<Document>();
    document->source = &source_;
    document->span = {at, span_.end};
    builder_ = std::make_unique<Builder>(*document, source_.text());
    documents_.push_back(std::move(document));
  }

  std::vector<std::unique_ptr<Document>>& documents_;
  const Source& source_;
  Span span_;
  bool flow_;
  int seen_ = 0;
  std::unique_ptr<Builder> builder_;
};

// The tabs that begin the line, where yaml-cpp stumbles later and over something else.
std::optional<Span> tab_in_indentation(std::string_view text, uint32_t at) {
  uint32_t begin = at;
  while (begin > 0 && !is_break(text[begin - 1])) --begin;
  while (begin < at && text[begin] == ' ') ++begin;
  uint32_t end = begin;
  while (end < at && text[end] == '\t') ++end;
  return end > begin ? std::optional(Span{begin, end}) : std::nullopt;
}

// A key that has lost its colon: yaml-cpp takes it and the next line, whose colon is at `at`, for one text.
std::optional<Span> key_without_colon(std::string_view text, uint32_t at) {
  const auto begin_of_line = [&](size_t place) {
    while (place > 0 && !is_break(text[place - 1])) --place;
    return place;
  };
  const size_t begin = begin_of_line(at);
  size_t end = begin;
  while (end > 0 && begin - end < 2 && is_break(text[end - 1])) --end;
  const size_t before = begin_of_line(end);
  const std::string_view line = text.substr(before, end - before);
  const size_t column = line.find_first_not_of(" -");
  if (column == line.npos || !std::isalpha(static_cast<unsigned char>(line[column])) || line.find(':') != line.npos ||
      text.find_first_not_of(' ', begin) != begin + column || text.find(':', begin) != at)
    return std::nullopt;
  return token_at(text, static_cast<uint32_t>(before + column));
}

Problem problem_of(const YAML::ParserException& error, const Events& events, std::string_view text) {
  const uint32_t at = std::min(events.place(error.mark), static_cast<uint32_t>(text.size()));
  Span span = token_at(text, at);
  std::string message = explain(error.msg, at < text.size() ? text[at] : '\0');
  const std::optional<uint32_t> bracket = events.builder().open_bracket();
  if (error.msg == YAML::ErrorMsg::EOF_IN_SCALAR || error.msg == YAML::ErrorMsg::DOC_IN_SCALAR) {
    if (const auto quote = unclosed_quote(text, events.builder().position())) span = {*quote, *quote + 1};
  } else if (const auto tab = tab_in_indentation(text, at); tab && !bracket) {
    span = *tab;
    message = explain(YAML::ErrorMsg::TAB_IN_INDENTATION, '\t');
  } else if (const auto key = key_without_colon(text, at); key && error.msg == YAML::ErrorMsg::MAP_VALUE && !bracket) {
    span = *key;
    message = "expected a ':' behind this key";
  } else if (bracket && skip_blanks(text, at) >= text.size()) {
    span = {*bracket, *bracket + 1};
    message = fmt::format("expected a closing bracket for this '{}'", text[*bracket]);
  }
  return {span, std::move(message)};
}

void read(const Source& source, const Piece& piece, std::vector<std::unique_ptr<Document>>& documents) {
  const std::string_view text = source.text().substr(0, piece.span.end);
  const std::string_view own = text.substr(piece.span.begin);
  const bool flow = is_flow_document(own);
  Events events(documents, source, piece.span, flow);
  if (auto problem = forbidden_character(text, piece.span)) return events.fail(std::move(*problem));
  if (most_tokens(own) > kMostTokens) {
    return events.fail({{piece.span.begin, piece.span.begin},
                        fmt::format("expected a smaller document, this one may "
                                    "hold more than {} values",
                                    kMostTokens)});
  }
  const std::string copy = needs_copy(own, flow) ? readable(own, flow) : std::string();
  ViewBuffer buffer(copy.empty() ? own : copy);
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
    events.finish();
  } catch (const Unreadable& unreadable) {
    events.fail(unreadable.problem);
  } catch (const YAML::ParserException& error) {
    events.fail(problem_of(error, events, text));
  }
}

void read_prefix(const Source& source, Span prefix, Document& document) {
  if (prefix.empty()) return;
  Document before;
  before.span = prefix;
  Builder(before, source.text()).skip_rest();
  document.comments.insert(document.comments.begin(), before.comments.begin(), before.comments.end());
}

}  // namespace

std::vector<std::unique_ptr<Document>> parse(const Source& source) {
  std::vector<std::unique_ptr<Document>> documents;
  for (const Piece& piece : split_stream(source.text())) {
    const size_t first = documents.size();
    read(source, piece, documents);
    read_prefix(source, piece.prefix, *documents[first]);
  }
  return documents;
}

}  // namespace plimsoll::kubernetes
