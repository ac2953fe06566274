// .trivyignore, one id a line, and .trivyignore.yaml, which adds paths, dates and reasons.
#include <fmt/format.h>

#include "migrate/patterns.h"
#include "migrate/reader.h"
#include "migrate/tools.h"

namespace plimsoll::migrate {
namespace {

using kubernetes::Value;

// "2027-01-31"
bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  if (text.size() != kForm.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (digit != (kForm[i] == '0') || (!digit && text[i] != '-')) return false;
  }
  return true;
}

// What is to be ignored of one id.
struct Ignored {
  Item id;
  std::vector<std::string> paths;
  std::string reason, expires;
  std::string key;
};

void ignore(Reader& reader, const Ignored& ignored) {
  std::vector<Wish> wishes = reader.wishes(ignored.id, ignored.key);
  if (wishes.empty()) return;
  // Who ignores rules of this kind has them run.
  reader.migration().profile = "trivy";
  if (ignored.paths.empty() && ignored.expires.empty()) {
    for (Wish& wish : wishes) {
      wish.off = true;
      wish.note = ignored.reason;
      reader.migration().wishes.push_back(std::move(wish));
    }
    return;
  }
  Exception exception{.paths = ignored.paths,
                      .ids = ignored.id.text,
                      .reason = ignored.reason,
                      .expires = ignored.expires,
                      .origin = wishes.front().origin};
  for (const Wish& wish : wishes) exception.rules.push_back(wish.rule);
  reader.migration().exceptions.push_back(std::move(exception));
}

void read_line(Reader& reader, Span line, std::string& comment) {
  const std::vector<Item> words = split(reader.source().text(line), " \t\r", line.begin);
  if (words.empty()) {
    comment.clear();
  } else if (words.front().text.starts_with('#')) {
    const std::string_view text = reader.source().text({words.front().span.begin, words.back().span.end});
    const size_t begin = std::min(text.find_first_not_of("# \t"), text.size());
    comment.append(comment.empty() ? "" : " ").append(text.substr(begin));
  } else {
    Ignored ignored{.id = words.front(), .reason = comment, .key = "ids"};
    for (size_t i = 1; i < words.size(); ++i) {
      const std::string_view word = words[i].text;
      if (word.starts_with('#')) {
        const std::string_view rest = reader.source().text({words[i].span.begin, words.back().span.end});
        ignored.reason = rest.substr(std::min(rest.find_first_not_of("# \t"), rest.size()));
        break;
      }
      if (word.starts_with("exp:") && is_date(word.substr(4))) {
        ignored.expires = word.substr(4);
      } else {
        reader.lose(words[i].span, word, "exp:YYYY-MM-DD is expected behind an id");
      }
    }
    ignore(reader, ignored);
  }
}

void read_entry(Reader& reader, Value entry, std::string_view section) {
  if (!entry["id"].is_scalar()) return reader.lose(entry.span(), section, "an entry without an id");
  Ignored ignored{.id = reader.item(entry["id"]), .key = std::string(section)};
  bool lost = false;
  for (const auto& [key, value] : reader.entries(entry)) {
    if (key.is("paths")) {
      for (const Item& path : reader.items(value, "paths")) {
        const std::vector<std::string> patterns = from_glob(path.text);
        ignored.paths.insert(ignored.paths.end(), patterns.begin(), patterns.end());
        if (patterns.empty())
          reader.lose(path.span, path.text, "paths are relative to the configuration, and below it");
        lost = lost || patterns.empty();
      }
    } else if (key.is("expired_at")) {
      // A time of day may follow the date.
      ignored.expires = value.string().substr(0, 10);
      if (!is_date(ignored.expires)) return reader.lose(value.span(), "expired_at", "YYYY-MM-DD is expected");
    } else if (key.is("statement")) {
      ignored.reason = value.string();
    } else if (!key.is("id")) {
      reader.lose_key(key, {}, fmt::format("{}.", section));
    }
  }
  // Without its paths it would say too much.
  if (!lost || !ignored.paths.empty()) ignore(reader, ignored);
}

}  // namespace

Migration read_trivy_ignore(const std::string& path, std::string text) {
  Reader reader("trivy", path, std::move(text));
  if (path.ends_with(".yaml") || path.ends_with(".yml")) {
    for (const auto& [section, list] : reader.entries(reader.root())) {
      for (const Value& entry : reader.values(list)) read_entry(reader, entry, section.string());
    }
    return reader.take();
  }
  std::string comment;  // above an id: why
  for (uint32_t line = 1; line <= reader.source().line_count(); ++line) {
    read_line(reader, reader.source().line(line), comment);
  }
  return reader.take();
}

}  // namespace plimsoll::migrate
