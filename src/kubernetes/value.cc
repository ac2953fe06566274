#include "kubernetes/value.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "kubernetes/scalars.h"

namespace plimsoll::kubernetes {
namespace {

const Node* resolve(const Node* node) {
  while (node != nullptr && node->kind == Node::Kind::alias) node = node->target;
  return node;
}

std::string_view key_text(const Node* key) {
  const Node* node = resolve(key);
  return node->kind == Node::Kind::scalar || node->kind == Node::Kind::null ? std::string_view(node->text)
                                                                            : std::string_view();
}

bool is_merge(const Node& key) {
  return key.kind == Node::Kind::scalar && key.style == Style::plain && key.text == "<<" &&
         (key.tag.empty() || key.tag == "!!merge");
}

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// What a plain scalar means; the rules are those of the YAML 1.1 reader behind
// kubectl and the API server.
struct Meaning {
  enum class Kind { string, boolean, integer, number } kind = Kind::string;
  bool boolean = false;
  std::optional<int64_t> integer = {};  // empty where it does not fit
};

std::optional<Meaning> read_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  int base = 10;
  if (text.size() > 1 && text[0] == '0') {
    const char letter = static_cast<char>(text[1] | 0x20);
    base = letter == 'x' ? 16 : letter == 'b' ? 2 : 8;
    text.remove_prefix(letter == 'x' || letter == 'b' || letter == 'o' ? 2 : 1);
  }
  if (text.empty() || text[0] == '-' || text[0] == '+') return std::nullopt;
  uint64_t magnitude = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), magnitude, base);
  if (end != text.data() + text.size() || error == std::errc::invalid_argument) return std::nullopt;
  Meaning meaning{.kind = Meaning::Kind::integer};
  constexpr uint64_t kMost = uint64_t{1} << 63;
  if (error == std::errc() && magnitude < kMost) {
    meaning.integer = negative ? -static_cast<int64_t>(magnitude) : static_cast<int64_t>(magnitude);
  } else if (error == std::errc() && magnitude == kMost && negative) {
    meaning.integer = INT64_MIN;
  }
  return meaning;
}

// [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool is_number(std::string_view text) {
  size_t at = 0;
  auto digits = [&] {
    const size_t from = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - from;
  };
  auto sign = [&] {
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  };
  sign();
  const size_t whole = digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0 && whole == 0) return false;
  } else if (whole == 0) {
    return false;
  }
  if (at < text.size() && (text[at] | 0x20) == 'e') {
    ++at;
    sign();
    if (digits() == 0) return false;
  }
  return at == text.size();
}

Meaning meaning_of(std::string_view text) {
  if (text.empty()) return {};
  if (one_of(text, {"true", "True", "TRUE", "yes", "Yes", "YES", "y", "Y", "on", "On", "ON"})) {
    return {.kind = Meaning::Kind::boolean, .boolean = true};
  }
  if (one_of(text, {"false", "False", "FALSE", "no", "No", "NO", "n", "N", "off", "Off", "OFF"})) {
    return {.kind = Meaning::Kind::boolean};
  }
  if (one_of(text,
             {".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"})) {
    return {.kind = Meaning::Kind::number};
  }
  const char first = text[0];
  if (first == '.') return is_number(text) ? Meaning{.kind = Meaning::Kind::number} : Meaning{};
  if (first != '-' && first != '+' && (first < '0' || first > '9')) return {};
  std::string plain(text);
  plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
  if (auto integer = read_integer(plain)) return *integer;
  return is_number(plain) ? Meaning{.kind = Meaning::Kind::number} : Meaning{};
}

// What the node means as a scalar; a string for those that are not plain.
Meaning meaning_of(const Node* node) {
  if (node == nullptr || node->kind != Node::Kind::scalar || node->style != Style::plain) return {};
  if (!node->tag.empty() && !one_of(node->tag, {"!!bool", "!!int", "!!float"})) return {};
  return meaning_of(node->text);
}

}  // namespace

bool Value::missing() const { return node_ == nullptr ? !unknown_ : node_->kind == Node::Kind::null; }
bool Value::is_map() const { return node_ != nullptr && node_->kind == Node::Kind::map; }
bool Value::is_list() const { return node_ != nullptr && node_->kind == Node::Kind::list; }
bool Value::is_merge_key() const { return node_ != nullptr && is_merge(*node_); }
bool Value::is_scalar() const { return node_ != nullptr && node_->kind == Node::Kind::scalar; }

Value Value::child(const Node* key, const Node* written) const {
  Value value;
  value.node_ = resolve(written);
  value.key_ = key;
  value.written_ = written;
  value.use_ = use_;
  if (value.use_.empty() && written->kind == Node::Kind::alias) value.use_ = written->span;
  return value;
}

Value Value::absent() const {
  Value value;
  value.place_ = node_ != nullptr ? key_span() : place_;
  value.use_ = use_;
  value.unknown_ = node_ != nullptr ? node_->partial : unknown_;
  return value;
}

template <class Visit>
bool Value::visit_merged(Visit visit) const {
  for (auto entry = node_->entries.rbegin(); entry != node_->entries.rend(); ++entry) {
    if (!is_merge(*entry->key)) continue;
    const Value merged = child(entry->key, entry->value);
    if (merged.is_map() && visit(merged)) return true;
    for (const Value& item : merged.items()) {
      if (item.is_map() && visit(item)) return true;
    }
  }
  return false;
}

Value Value::find(std::string_view key) const {
  for (auto entry = node_->entries.rbegin(); entry != node_->entries.rend(); ++entry) {
    if (key_text(entry->key) == key && !is_merge(*entry->key)) return child(entry->key, entry->value);
  }
  Value found;
  visit_merged([&](const Value& map) {
    found = map.find(key);
    return found.exists();
  });
  return found;
}

Value Value::operator[](std::string_view key) const {
  if (!is_map()) return absent();
  const Value found = find(key);
  return found.exists() ? found : absent();
}

Value Value::operator[](size_t index) const {
  if (!is_list() || index >= node_->items.size()) return absent();
  return child(nullptr, node_->items[index]);
}

size_t Value::size() const {
  if (is_list()) return node_->items.size();
  return entries().size();
}

std::vector<Value> Value::items() const {
  std::vector<Value> items;
  if (!is_list()) return items;
  items.reserve(node_->items.size());
  for (const Node* item : node_->items) items.push_back(child(nullptr, item));
  return items;
}

std::vector<std::pair<Value, Value>> Value::entries() const {
  std::vector<std::pair<Value, Value>> entries;
  if (!is_map()) return entries;
  std::unordered_set<std::string_view> seen;
  collect(entries, seen);
  return entries;
}

void Value::collect(std::vector<std::pair<Value, Value>>& entries, std::unordered_set<std::string_view>& seen) const {
  const size_t first = entries.size();
  // From the back, for the last one of duplicates is the one that counts.
  for (auto entry = node_->entries.rbegin(); entry != node_->entries.rend(); ++entry) {
    if (is_merge(*entry->key)) continue;
    const bool named = resolve(entry->key)->kind == Node::Kind::scalar || resolve(entry->key)->kind == Node::Kind::null;
    if (named && !seen.insert(key_text(entry->key)).second) continue;
    Value key = child(nullptr, entry->key);
    entries.emplace_back(key, child(entry->key, entry->value));
  }
  std::reverse(entries.begin() + static_cast<std::ptrdiff_t>(first), entries.end());
  visit_merged([&](const Value& map) {
    map.collect(entries, seen);
    return false;
  });
}

std::string_view Value::string() const { return is_scalar() ? std::string_view(node_->text) : std::string_view(); }

bool Value::is_string() const { return is_scalar() && meaning_of(node_).kind == Meaning::Kind::string; }

bool Value::is_number() const {
  const Meaning::Kind kind = meaning_of(node_).kind;
  return kind == Meaning::Kind::integer || kind == Meaning::Kind::number;
}

std::optional<bool> Value::boolean() const {
  const Meaning meaning = meaning_of(node_);
  if (meaning.kind != Meaning::Kind::boolean) return std::nullopt;
  return meaning.boolean;
}

std::optional<int64_t> Value::integer() const { return meaning_of(node_).integer; }

bool Value::templated() const {
  if (unknown_ || (is_scalar() && node_->partial)) return true;
  const std::string_view text = string();
  auto holds = [&](std::string_view open, std::string_view close) {
    const size_t at = text.find(open);
    return at != std::string_view::npos && text.find(close, at + open.size()) != std::string_view::npos;
  };
  return holds("{{", "}}") || holds("${", "}") || holds("$(", ")") || holds("{%", "%}") || holds("<%", "%>");
}

std::optional<Value> Value::known(std::initializer_list<std::string_view> path) const {
  Value value = *this;
  for (std::string_view key : path) {
    if (!value.missing() && !value.is_map()) return std::nullopt;
    value = value[key];
  }
  if (value.templated()) return std::nullopt;
  return value;
}

Span Value::span() const {
  if (node_ == nullptr) return place_;
  return node_->kind == Node::Kind::null && node_->span.empty() && key_ != nullptr ? key_->span : node_->span;
}

Span Value::key_span() const { return key_ != nullptr ? key_->span : span(); }

Span Value::entry_span() const {
  if (node_ == nullptr) return place_;
  const Span own = written_ != nullptr ? written_->span : node_->span;
  return key_ != nullptr ? join(key_->span, own) : own;
}

Span Value::use_span() const { return use_.empty() ? span() : use_; }

MappedText Value::mapped(const Source& source) const {
  if (!is_scalar() || node_->span.empty()) return {};
  switch (node_->style) {
    case Style::plain:
      return map_plain(source.text(), node_->span.begin, node_->text);
    case Style::single_quoted:
    case Style::double_quoted:
      return decode_quoted(source.text(), node_->span);
    case Style::literal:
    case Style::folded:
      return map_block(source.text(), node_->span.begin, node_->text);
  }
  return {};
}

}  // namespace plimsoll::kubernetes
