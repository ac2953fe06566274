#include "secrets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "facts/facts.h"
#include "secret_formats.h"

namespace plimsoll {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_lower(c) || is_upper(c); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

template <class Predicate>
bool all(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}
template <class Predicate>
size_t count(std::string_view text, Predicate predicate) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), predicate));
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

Fact patterns() {
  static const Fact table = facts::table("secret-patterns");
  return table;
}

// "githubApiToken" -> github, api, token; "APIKey" -> api, key; "OAuth2_TOKEN" -> oauth2, token.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_letter(c) && !is_digit(c)) {
      finish();
      continue;
    }
    const bool after_lower = i > 0 && (is_lower(name[i - 1]) || is_digit(name[i - 1]));
    const bool ends_acronym = i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (is_upper(c) && (after_lower || ends_acronym)) finish();
    word += lower(c);
  }
  finish();
  return words;
}

double entropy(std::string_view text) {
  std::array<size_t, 256> seen{};
  for (char c : text) ++seen[static_cast<unsigned char>(c)];
  double bits = 0;
  for (size_t times : seen) {
    if (times == 0) continue;
    const double share = static_cast<double>(times) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

bool is_hex(std::string_view text) {
  return all(text, [](char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); });
}

// "30", "1.5", "24h", "10.2.1", "5m30s".
bool is_quantity(std::string_view value) {
  const size_t digits = count(value, is_digit);
  if (digits == value.size()) return digits < 4;
  return is_digit(value[0]) && value.size() <= 12 && count(value, is_letter) <= 3 &&
         all(value, [](char c) { return is_digit(c) || is_letter(c) || c == '.'; }) && digits * 2 > value.size();
}

// Words and numbers joined by signs, as names of objects, hosts and classes are: "my-app-token", "com.example.Auth".
bool is_name_like(std::string_view value) {
  size_t run = 0, letters = 0, digits = 0;
  bool camel = false;
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == '-' || c == '_' || c == '.' || c == '/' || c == ':' || c == '@') {
      run = 0;
      continue;
    }
    if (!is_letter(c) && !is_digit(c)) return false;
    if (is_upper(c) && run > 0 && is_lower(value[i - 1])) camel = true;
    ++(is_digit(c) ? digits : letters);
    if (++run > 20) return false;
  }
  return digits * 5 <= letters && !(camel && digits > 0);
}

}  // namespace

bool is_variable_name(std::string_view value) {
  return value.size() > 2 && value.find('_') != value.npos && is_upper(value[0]) &&
         all(value, [](char c) { return is_upper(c) || is_digit(c) || c == '_'; }) &&
         count(value, is_digit) * 4 < value.size();
}

bool is_default_password(std::string_view value) {
  static const Fact weak = patterns()["weak"];
  return weak.has(lower(value));
}

namespace {

bool is_path_or_file(std::string_view value) {
  if (value.starts_with("./") || value.starts_with("../") || value.starts_with("~")) return true;
  // A key in Base64 may start with a slash; a path of that length has more of them, or a dot.
  if (value[0] == '/') return value.size() < 30 || count(value, [](char c) { return c == '/' || c == '.'; }) > 2;
  if (value.size() > 2 && is_letter(value[0]) && value[1] == ':' && (value[2] == '\\' || value[2] == '/')) return true;
  const size_t dot = value.rfind('.');
  static const Fact extensions = patterns()["file-extensions"];
  return dot != value.npos && dot > 0 && extensions.has(lower(value.substr(dot + 1)));
}

// A literal that says something else than a secret, whatever it is assigned to.
bool is_plain(std::string_view value) {
  for (Fact prefix : patterns()["public-prefixes"].items()) {
    if (value.starts_with(prefix.string())) return true;
  }
  if (value.find('\n') != value.npos || value[0] == '{' || value[0] == '[') return true;
  if (count(value, is_blank) > 2) return true;
  return is_quantity(value) || is_path_or_file(value) || is_variable_name(value) || value.find("://") != value.npos ||
         value.find('(') != value.npos;
}

bool same_letters(std::string_view a, std::string_view b) {
  std::string left, right;
  for (char c : a) {
    if (is_letter(c) || is_digit(c)) left += lower(c);
  }
  for (char c : b) {
    if (is_letter(c) || is_digit(c)) right += lower(c);
  }
  return left == right;
}

bool looks_random(std::string_view value) { return value.size() >= 8 && entropy(value) > (is_hex(value) ? 2.7 : 3.0); }

bool is_password(std::string_view what) { return what == "a password" || what == "a passphrase"; }

std::optional<Secret::Evidence> evidence(SecretName name, std::string_view written_name, std::string_view value) {
  const bool password = is_password(name.what);
  if (password && is_default_password(value)) return Secret::Evidence::weak;
  if (is_placeholder(value) || is_plain(value) || same_letters(written_name, value)) return std::nullopt;
  if (name.certainty == SecretName::Certainty::vague) {
    const bool token = all(value, [](char c) {
      return is_letter(c) || is_digit(c) || c == '+' || c == '/' || c == '=' || c == '_' || c == '-' || c == '.';
    });
    // Fingerprints and checksums of public things are hexadecimal and up to 40 digits long.
    if (!token || value.size() < 16 || (is_hex(value) && value.size() <= 40) || is_name_like(value))
      return std::nullopt;
    // A camelCase word with a digit or two is an identifier.
    if (count(value, is_digit) < 3 || count(value, is_letter) < 3 || entropy(value) < 3.5) return std::nullopt;
    return Secret::Evidence::name;
  }
  if (password) {
    // "settings.password" is where a program finds it.
    const size_t dot = value.rfind('.');
    if (dot != value.npos && is_name_like(value) && is_secret_name(value.substr(dot + 1))) return std::nullopt;
    const std::string text = lower(value);
    const bool says_so = text.find("pass") != text.npos || text.find("secret") != text.npos;
    return looks_random(value) && !says_so ? Secret::Evidence::name : Secret::Evidence::weak;
  }
  if (is_name_like(value)) {
    // Only where the name is surely a variable: in a manifest "tokenSecret: my-app-secret" names an object.
    const bool variable =
        written_name.find('_') != written_name.npos && all(written_name, [](char c) { return !is_lower(c); });
    const std::string text = lower(value);
    const bool says_so = text.find("secret") != text.npos || text.find("changeme") != text.npos;
    return variable && says_so ? std::optional(Secret::Evidence::weak) : std::nullopt;
  }
  return looks_random(value) ? std::optional(Secret::Evidence::name) : std::nullopt;
}

// Where a line assigns a value: NAME=VALUE, name: value, "name": "value", with an optional export, list dash or comment
// sign.
struct Line {
  std::string_view name;
  std::string_view value;
};

std::optional<Line> assignment_in(std::string_view line) {
  auto name_char = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.'; };
  size_t at = 0;
  while (at < line.size() && (is_blank(line[at]) || line[at] == '-' || line[at] == '#' || line[at] == '"' ||
                              line[at] == '\'' || line[at] == '{' || line[at] == ';')) {
    ++at;
  }
  line.remove_prefix(at);
  for (std::string_view word : {"export ", "set ", "ENV ", "ARG ", "const ", "let ", "var "}) {
    if (line.starts_with(word)) line.remove_prefix(word.size());
  }
  size_t end = 0;
  while (end < line.size() && name_char(line[end])) ++end;
  if (end == 0) return std::nullopt;
  const std::string_view name = line.substr(0, end);
  if (end < line.size() && (line[end] == '"' || line[end] == '\'')) ++end;
  while (end < line.size() && (line[end] == ' ' || line[end] == '\t')) ++end;
  if (end == line.size() || (line[end] != '=' && line[end] != ':')) return std::nullopt;
  const bool colon = line[end] == ':';
  ++end;
  if (end < line.size() && colon && line[end] == '=') ++end;
  // "==", "=>", "=~", "::" and "a:b" assign nothing.
  if (end < line.size() && (line[end] == '=' || line[end] == '>' || line[end] == '~' || line[end] == ':'))
    return std::nullopt;
  if (colon && end < line.size() && line[end] != ' ' && line[end] != '\t' && line[end] != '"' && line[end] != '\'') {
    return std::nullopt;
  }
  std::string_view value = trim(line.substr(end));
  if (value.size() > 1 && (value[0] == '"' || value[0] == '\'')) {
    const size_t close = value.find(value[0], 1);
    return close == value.npos ? std::nullopt : std::optional(Line{name, value.substr(1, close - 1)});
  }
  if (const size_t comment = value.find(" #"); comment != value.npos) value = trim(value.substr(0, comment));
  while (!value.empty() && (value.back() == ',' || value.back() == ';' || value.back() == '\\')) {
    value = trim(value.substr(0, value.size() - 1));
  }
  if (value.empty()) return std::nullopt;
  // Blanks, brackets and quotes make it prose or code, and "|" or ">-" starts a YAML block.
  if (value[0] == '|' || value[0] == '>' || value.find_first_of(" \t([\"'") != value.npos) return std::nullopt;
  return Line{name, value};
}

SecretName judge_name(std::string_view name) {
  using Certainty = SecretName::Certainty;
  static const Fact names = patterns()["names"];
  static const Fact harmless = names["harmless"], harmless_last = names["harmless-last"],
                    harmless_pairs = names["harmless-pairs"];
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return {};
  auto pair = [&](size_t i) { return words[i] + " " + words[i + 1]; };
  const size_t last = words.size() - 1;
  std::string ending;
  for (size_t i = last + 1; i-- > 0 && last - i < 3;) {
    ending = ending.empty() ? words[i] : words[i] + " " + ending;
    if (const Fact what = names["known"][ending]; what.exists()) return {Certainty::certain, what.string()};
  }
  for (size_t i = 0; i < words.size(); ++i) {
    if (harmless.has(words[i]) || (i < last && harmless_pairs.has(pair(i)))) return {};
  }
  if (last >= 2 && words[last] == "id" && pair(last - 2) == "access key") return {Certainty::vague, "an access key ID"};
  if (harmless_last.has(words[last])) return {};

  // The last word says most: of "api token key" it is the key that is meant.
  for (size_t i = words.size(); i-- > 0;) {
    if (i > 0) {
      if (const Fact what = names["certain"][pair(i - 1)]; what.exists()) return {Certainty::certain, what.string()};
    }
    if (const Fact what = names["certain"][words[i]]; what.exists()) return {Certainty::certain, what.string()};
    if (i == last && i > 0) {
      if (const Fact what = names["certain-last"][words[i]]; what.exists()) return {Certainty::certain, what.string()};
    }
    for (const auto& [ending, what] : names["certain-endings"].entries()) {
      if (words[i].ends_with(ending)) return {Certainty::certain, what.string()};
    }
  }
  for (size_t i = words.size(); i-- > 0;) {
    if (const Fact what = names["vague"][words[i]]; what.exists()) return {Certainty::vague, what.string()};
  }
  return {};
}

}  // namespace

SecretName secret_name(std::string_view name) {
  // Some files together say few names, and many rules ask about each.
  struct Judged {
    std::string name;
    SecretName said;
  };
  thread_local std::array<Judged, 2048> judged;
  if (name.size() > 200) return {};
  Judged& slot = judged[std::hash<std::string_view>()(name) % judged.size()];
  if (slot.name != name) slot = {std::string(name), judge_name(name)};
  return slot.said;
}

std::string_view secret_variable(std::string_view name) {
  static const Fact telling = patterns()["names"]["telling"], telling_last = patterns()["names"]["telling-last"];
  const SecretName said = secret_name(name);
  if (said.certainty == SecretName::Certainty::certain || said.what == "an access key ID") return said.what;
  if (name.size() > 200) return {};
  const std::vector<std::string> words = words_of(name);
  if (words.size() > 1 && telling_last.has(words.back())) return "half of a login";
  if (said.certainty == SecretName::Certainty::none) return {};
  for (const std::string& word : words) {
    if (telling.has(word)) return said.what;
  }
  return {};
}

bool is_placeholder(std::string_view value) {
  value = trim(value);
  while (value.size() > 1 && value.front() == value.back() && (value[0] == '"' || value[0] == '\'')) {
    value = trim(value.substr(1, value.size() - 2));
  }
  if (value.empty()) return true;
  if (value == "\"" || value == "'") return true;
  static const Fact words = patterns()["placeholder-words"];
  // Words and the parts that make a value one are short; a value of this length is content.
  if (value.size() > 4096) return false;
  const std::string text = lower(value);
  if (words.has(text)) return true;
  if (value.size() > 1 && all(value, [&](char c) { return c == value[0]; })) return true;
  auto enclosed = [&](std::string_view open, std::string_view close) {
    return value.size() > open.size() + close.size() && value.starts_with(open) && value.ends_with(close);
  };
  const bool quoted = value.find('"') != value.npos;  // then it is JSON
  if (enclosed("<", ">") || (enclosed("[", "]") && !quoted) || enclosed("%", "%") || enclosed("@", "@") ||
      enclosed("__", "__") || enclosed("((", "))") || (enclosed("{", "}") && !quoted)) {
    return true;
  }
  if (value[0] == '$' && value.size() > 1 && (is_letter(value[1]) || value[1] == '_') &&
      all(value.substr(1), [](char c) { return is_letter(c) || is_digit(c) || c == '_'; })) {
    return true;
  }
  if (text.starts_with("your") || text.starts_with("my-own-") || text.starts_with("insert")) return true;
  for (Fact part : patterns()["placeholder-parts"].items()) {
    if (text.find(part.string()) != text.npos) return true;
  }
  return false;
}

namespace {

std::optional<Secret> secret_by_name(std::string_view name, std::string_view value) {
  const SecretName said = secret_name(name);
  if (said.certainty == SecretName::Certainty::none) return std::nullopt;
  const std::string_view text = trim(value);
  if (text.empty() || text.size() > 4096) return std::nullopt;
  const auto strength = evidence(said, name, text);
  if (!strength) return std::nullopt;
  const size_t begin = static_cast<size_t>(text.data() - value.data());
  return Secret{said.what, begin, begin + text.size(), *strength};
}

// PASSWORD2 is a second one, a key of Azure a key, and nobody sets the working directory to what is no path.
SecretName name_in_manifest(std::string_view name) {
  const SecretName said = secret_name(name);
  if (said.certainty == SecretName::Certainty::certain || said.what == "an access key ID") return said;
  const std::string text = lower(name);
  if (text == "pwd" || text == "pass") return {SecretName::Certainty::certain, "a password"};
  if (text == "jwt" || text.ends_with("_jwt")) return {SecretName::Certainty::certain, "a token"};
  if (text == "oci_cli_key_content") return {SecretName::Certainty::certain, "a private key"};
  if (text.starts_with("azure_") && text.ends_with("key")) return {SecretName::Certainty::certain, "an access key"};
  while (!name.empty() && is_digit(name.back())) name.remove_suffix(1);
  return name.size() < text.size() ? secret_name(name) : said;
}

// BASIC_AUTH=user:password
bool is_login(SecretName said, std::string_view value) {
  if (said.certainty != SecretName::Certainty::vague || said.what != "a credential" || is_placeholder(value))
    return false;
  const size_t colon = value.find(':');
  if (colon == value.npos || colon == 0) return false;
  const std::string_view password = value.substr(colon + 1);
  return !password.empty() && value.find_first_of(" \t/") == value.npos && !all(password, is_digit) &&
         password.find(':') == password.npos && !is_placeholder(password);
}

// A row of one sign may hide a value for readers, but the cluster takes it as it stands; so it does the keys of
// manuals.
bool is_masked(std::string_view value) {
  if (value.size() > 3 && value.find_first_not_of(value[0]) == value.npos) return value[0] == 'x' || value[0] == '*';
  return value.size() >= 20 && (value.ends_with("EXAMPLE") || value.ends_with("EXAMPLEKEY")) &&
         count(value, is_digit) > 0 && count(value, is_blank) == 0;
}

bool is_literal(SecretName said, std::string_view name, std::string_view value) {
  if (said.what == "an access key ID") return is_masked(value) && value.starts_with("A");
  if (said.certainty != SecretName::Certainty::certain) return false;
  if (is_masked(value)) return true;
  const std::string text = lower(value);
  if (is_password(said.what)) {
    // Words that stand for a password elsewhere are one here.
    for (std::string_view word : {"test", "example", "foobar"}) {
      if (text == word) return true;
    }
  }
  if (is_placeholder(value) || is_plain(value) || same_letters(name, value)) return false;
  if (is_password(said.what)) return true;
  const size_t digits = count(value, is_digit);
  if (digits == value.size()) return false;
  if (!is_name_like(value)) return true;
  const auto says = [&](std::string_view word) { return text.find(word) != text.npos; };
  const bool says_so = says("secret") || says("token") || says("key") || says("passw") || says("changeme");
  const bool key = said.what.ends_with("key"), token = said.what == "a token";
  // Words with signs between them may be the name of an object, and one word may be that of a Secret.
  if (value.find_first_of("-_./:@") != value.npos) return (key && digits > 0) || ((key || token) && says_so);
  return digits > 0 || key || token || (says_so && all(name, [](char c) { return !is_lower(c); }));
}

}  // namespace

bool may_name_literal(std::string_view name) { return name_in_manifest(name).certainty != SecretName::Certainty::none; }

std::optional<Secret> literal_secret(std::string_view name, std::string_view value) {
  const std::string_view text = trim(value);
  if (auto secret = secret_in_assignment(name, value)) {
    const bool number = secret->evidence == Secret::Evidence::name && !is_password(secret->what) && all(text, is_digit);
    return number ? std::nullopt : secret;
  }
  if (text.empty() || text.size() > 4096) return std::nullopt;
  const SecretName said = name_in_manifest(name);
  const size_t begin = static_cast<size_t>(text.data() - value.data());
  if (is_login(said, text)) {
    const size_t colon = value.find(':');
    return Secret{"a password", colon + 1, begin + text.size(), Secret::Evidence::weak};
  }
  if (!is_literal(said, name, text)) return std::nullopt;
  return Secret{said.what, begin, begin + text.size(), Secret::Evidence::weak};
}

std::optional<Secret> secret_in_assignment(std::string_view name, std::string_view value) {
  if (auto found = secrets_in_text(value); !found.empty()) return found.front();
  return secret_by_name(name, value);
}

std::vector<Secret> secrets_in_text(std::string_view text) {
  std::vector<Secret> found = secrets_of_known_format(text);
  find_secrets_in_urls(text, found);
  std::sort(found.begin(), found.end(),
            [](const Secret& a, const Secret& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  size_t end = 0;
  std::erase_if(found, [&](const Secret& secret) {
    if (secret.begin < end) return true;
    end = secret.end;
    return false;
  });
  return found;
}

std::vector<Secret> secrets_in_configuration(std::string_view text) {
  std::vector<Secret> found = secrets_in_text(text);
  const size_t known = found.size();
  size_t next_known = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const auto line = assignment_in(text.substr(begin, end - begin));
    while (next_known < known && found[next_known].end <= begin) ++next_known;
    const bool has_known = next_known < known && found[next_known].begin < end;
    begin = end + 1;
    if (!line || has_known) continue;
    if (auto secret = secret_by_name(line->name, line->value)) {
      const size_t offset = static_cast<size_t>(line->value.data() - text.data());
      found.push_back({secret->what, secret->begin + offset, secret->end + offset, secret->evidence});
    }
  }
  std::sort(found.begin(), found.end(), [](const Secret& a, const Secret& b) { return a.begin < b.begin; });
  return found;
}

}  // namespace plimsoll
