#include "secret_formats.h"

#include <re2/re2.h>

#include <algorithm>
#include <bitset>
#include <charconv>
#include <memory>
#include <mutex>
#include <set>

#include "facts/facts.h"

namespace plimsoll {
namespace {

// How far behind its hint a match is looked for. It bounds the work that a hint can cause; what a match goes on with
// beyond it is added by a plain loop.
constexpr size_t kWindow = 2048;
constexpr size_t kWindowWithLead = 160;
constexpr size_t kBodyWindow = 200;

bool is_token_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/' ||
         c == '=' || c == '_' || c == '-' || c == '.';
}

// What stands between the marks of a key, quoting and escapes included.
bool is_key_char(char c) {
  return is_token_char(c) || std::string_view("\\:, \n\r\t\"'").find(c) != std::string_view::npos;
}

struct Format {
  std::string_view what;
  std::string_view pattern;
  size_t lead = 0;
  std::once_flag once;
  std::unique_ptr<RE2> compiled;

  // Compiling takes longer than linting a small file, so only those that are needed are.
  const RE2& regex() {
    std::call_once(once, [&] {
      RE2::Options options(RE2::Latin1);
      options.set_log_errors(false);
      compiled = std::make_unique<RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
    });
    return *compiled;
  }
};

struct Hint {
  std::string_view text;
  Format* format;
  unsigned head() const { return head_of(text.data()); }
  static unsigned head_of(const char* at) {
    return static_cast<unsigned>(static_cast<unsigned char>(at[0])) << 8 | static_cast<unsigned char>(at[1]);
  }
};

// One pass over the text looks at each byte with the two before it; only where these three may start a hint is more
// compared.
class Finder {
 public:
  Finder() {
    const Fact table = facts::table("secret-patterns")["formats"];
    formats_ = std::make_unique<Format[]>(table.size());
    size_t count = 0;
    for (Fact fact : table.items()) {
      Format& format = formats_[count++];
      format.what = fact["what"].string();
      format.pattern = fact["pattern"].string();
      const std::string_view lead = fact["lead"].string();
      std::from_chars(lead.data(), lead.data() + lead.size(), format.lead);
      for (Fact hint : fact["hints"].items()) hints_.push_back({hint.string(), &format});
    }
    std::stable_sort(hints_.begin(), hints_.end(), [](const Hint& a, const Hint& b) { return a.head() < b.head(); });
    for (const Hint& hint : hints_) {
      unsigned start = 0;
      for (char c : hint.text.substr(0, 2)) start = next(start, c);
      if (hint.text.size() > 2) {
        starts_.set(next(start, hint.text[2]));
        continue;
      }
      for (int c = 0; c < 256; ++c) starts_.set(next(start, static_cast<char>(c)));
    }
  }

  std::vector<Secret> find(std::string_view text) const {
    std::vector<Secret> found;
    size_t free = 0;  // behind the last secret
    for (size_t i = next_start(text, 0); i < text.size(); i = next_start(text, i + 1)) {
      if (i < free) continue;
      const unsigned head = Hint::head_of(text.data() + i);
      auto hint =
          std::lower_bound(hints_.begin(), hints_.end(), head, [](const Hint& a, unsigned b) { return a.head() < b; });
      for (; hint != hints_.end() && hint->head() == head; ++hint) {
        if (text.compare(i, hint->text.size(), hint->text) != 0) continue;
        if (const auto secret = match(*hint, text, i, free)) {
          found.push_back(*secret);
          free = secret->end;
          break;
        }
      }
    }
    return found;
  }

 private:
  // Where, from `at` on, a hint may start; the end of the text where none does.
  size_t next_start(std::string_view text, size_t at) const {
    if (text.size() < 3) return text.size();
    unsigned start = 0;
    for (char c : text.substr(at, 2)) start = next(start, c);
    for (size_t end = at + 2; end < text.size(); ++end) {
      start = next(start, text[end]);
      if (starts_[start]) return end - 2;
    }
    return text.size();
  }

  static std::optional<Secret> match(const Hint& hint, std::string_view text, size_t at, size_t free) {
    const RE2& regex = hint.format->regex();
    const size_t begin = std::max(free, at - std::min(at, hint.format->lead));
    const size_t window = hint.format->lead > 0 ? kWindowWithLead : kWindow;
    const size_t end = std::min(text.size(), at + window);
    re2::StringPiece groups[2];
    const int wanted = std::min(regex.NumberOfCapturingGroups(), 1) + 1;
    const auto anchor = hint.format->lead > 0 ? RE2::UNANCHORED : RE2::ANCHOR_START;
    if (!regex.Match(re2::StringPiece(text.data(), text.size()), begin, end, anchor, groups, wanted))
      return std::nullopt;
    const re2::StringPiece piece = groups[wanted - 1];
    Secret secret{hint.format->what, static_cast<size_t>(piece.data() - text.data()), 0, Secret::Evidence::format};
    secret.end = secret.begin + piece.size();
    if (hint.text == "PRIVATE KEY" || hint.text.starts_with("PuTTY")) {
      // A header before "..." or before code is documentation; one that is the whole text is a cut-off key.
      if (!has_key_body(text.substr(secret.end, kBodyWindow)) && secret.end + 5 < text.size()) return std::nullopt;
      secret.end = end_of_key(text, secret.end);
    } else {
      while (secret.end >= end && secret.end < text.size() && is_token_char(text[secret.end])) ++secret.end;
      if (is_dummy(text.substr(secret.begin, secret.end - secret.begin))) return std::nullopt;
    }
    return secret;
  }

  // Behind the lines of Base64 and headers that follow, the end marker included, so that all of it can be hidden.
  static size_t end_of_key(std::string_view text, size_t at) {
    size_t end = at;
    while (end < text.size() && is_key_char(text[end])) {
      if (text.compare(end, 8, "-----END") == 0) {
        const size_t line = std::min(text.find_first_of("\n\\\"'", end), text.size());
        return line;
      }
      ++end;
    }
    while (end > at && !is_token_char(text[end - 1])) --end;
    return end;
  }

  static bool has_key_body(std::string_view text) {
    size_t run = 0;
    for (char c : text) {
      if (!is_key_char(c)) return false;
      run = is_token_char(c) && c != '-' && c != '.' ? run + 1 : 0;
      if (run >= 16) return true;
    }
    return false;
  }

  // Tokens of documentation: AKIAIOSFODNN7EXAMPLE, ghp_xxxxxxxxxxxxxxxx.
  static bool is_dummy(std::string_view token) {
    std::string text;
    size_t run = 1, longest = 1;
    for (size_t i = 0; i < token.size(); ++i) {
      const char c = token[i];
      text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      run = i > 0 && c == token[i - 1] ? run + 1 : 1;
      longest = std::max(longest, run);
    }
    if (longest >= 8 || longest * 2 > token.size()) return true;
    for (std::string_view word :
         {"example", "placeholder", "xxxxx", "your_", "your-", "yourtoken", "redacted", "insert"}) {
      if (text.find(word) != text.npos) return true;
    }
    const std::set<char> different(token.begin(), token.end());
    return different.size() < 6 && token.size() > 10;
  }

  std::unique_ptr<Format[]> formats_;
  std::vector<Hint> hints_;
  static unsigned next(unsigned start, char c) { return (start << 5 ^ static_cast<unsigned char>(c)) & (kStarts - 1); }

  static constexpr unsigned kStarts = 1u << 15;  // five bits of the first byte, all of the last
  std::bitset<kStarts> starts_;
};

bool looks_issued(std::string_view token) {
  size_t digits = 0, letters = 0;
  for (char c : token) {
    if (!is_token_char(c)) return false;
    if (c >= '0' && c <= '9') ++digits;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++letters;
  }
  const std::set<char> different(token.begin(), token.end());
  return token.size() >= 20 && digits >= 3 && letters >= 3 && different.size() >= 10;
}

bool ends_authority(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' ||
         c == '`' || c == '<' || c == '>' || c == '\\' || c == '|' || c == ',' || c == ';' || c == ')';
}

size_t end_of_authority(std::string_view text, size_t begin) {
  while (begin < text.size() && !ends_authority(text[begin])) ++begin;
  return begin;
}

// The user information of the authority [begin, end). A colon inside of ${X:-w} separates nothing.
std::optional<UrlLogin> login_at(std::string_view text, size_t begin, size_t end) {
  const std::string_view authority = text.substr(begin, end - begin);
  const size_t at = authority.rfind('@');
  if (at == authority.npos || at == 0 || at + 1 == authority.size()) return std::nullopt;
  UrlLogin login{{}, authority.substr(0, at), authority.substr(at + 1), begin, begin + at};
  int braces = 0;
  for (size_t i = 0; i < at; ++i) {
    if (authority[i] == '{') ++braces;
    if (authority[i] == '}') --braces;
    if (authority[i] != ':' || braces > 0) continue;
    login.user = authority.substr(0, i);
    login.password = authority.substr(i + 1, at - i - 1);
    break;
  }
  return login;
}

void find_in_query(std::string_view text, size_t begin, size_t end, std::vector<Secret>& found) {
  for (size_t at = begin; at < end;) {
    size_t stop = at;
    while (stop < end && text[stop] != '&') ++stop;
    const std::string_view pair = text.substr(at, stop - at);
    if (const size_t equals = pair.find('='); equals != pair.npos) {
      const SecretName name = secret_name(pair.substr(0, equals));
      const std::string_view value = pair.substr(equals + 1);
      if (name.certainty == SecretName::Certainty::certain && !is_placeholder(value) &&
          (looks_issued(value) || (name.what == "a password" && value.size() >= 4))) {
        found.push_back({"a token in a URL", at + equals + 1, stop, Secret::Evidence::url});
      }
    }
    at = stop + 1;
  }
}

}  // namespace

std::vector<Secret> secrets_of_known_format(std::string_view text) {
  static const Finder finder;
  return finder.find(text);
}

std::vector<UrlLogin> logins_in_urls(std::string_view text) {
  std::vector<UrlLogin> logins;
  for (size_t sign = text.find("://"); sign != text.npos; sign = text.find("://", sign + 3)) {
    if (sign == 0 || !is_token_char(text[sign - 1])) continue;
    const size_t begin = sign + 3;
    if (const auto login = login_at(text, begin, end_of_authority(text, begin))) logins.push_back(*login);
  }
  return logins;
}

void find_secrets_in_urls(std::string_view text, std::vector<Secret>& found) {
  for (size_t sign = text.find("://"); sign != text.npos; sign = text.find("://", sign + 3)) {
    const size_t begin = sign + 3;
    if (sign == 0 || !is_token_char(text[sign - 1])) continue;
    const size_t end = end_of_authority(text, begin);
    if (const auto login = login_at(text, begin, end)) {
      const std::string_view password = login->password;
      if (login->user.data() == nullptr) {
        if (looks_issued(password)) found.push_back({"a token in a URL", begin, login->end, Secret::Evidence::url});
      } else if (!is_placeholder(password) && password[0] != '$' && password[0] != '%' && !is_variable_name(password)) {
        const auto evidence = is_default_password(password) ? Secret::Evidence::weak : Secret::Evidence::url;
        found.push_back({"a password in a URL", login->end - password.size(), login->end, evidence});
      }
    }
    if (end < text.size() && text[end] != '/' && text[end] != '?') continue;
    auto in_url = [](char c) {
      return static_cast<unsigned char>(c) > ' ' && c != '"' && c != '\'' && c != '`' && c != '<' && c != '>';
    };
    size_t question = end;
    while (question < text.size() && in_url(text[question]) && text[question] != '?' &&
           text.compare(question, 3, "://") != 0)
      ++question;
    if (question >= text.size() || text[question] != '?') continue;
    size_t stop = question + 1;
    while (stop < text.size() && in_url(text[stop]) && text[stop] != '#' && text.compare(stop, 3, "://") != 0) ++stop;
    find_in_query(text, question + 1, stop, found);
  }
}

}  // namespace plimsoll
