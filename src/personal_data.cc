#include "personal_data.h"

#include <algorithm>
#include <optional>
#include <string>

#include "secrets.h"

namespace plimsoll {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_mail_part(char c) {
  return is_digit(c) || is_letter(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}
bool is_host_part(char c) { return is_digit(c) || is_letter(c) || c == '.' || c == '-'; }

// name@host.tld; git@github.com:… and user@host in URLs are logins.
std::optional<PersonalData> mail_in(std::string_view line) {
  for (size_t at = line.find('@'); at != line.npos; at = line.find('@', at + 1)) {
    size_t begin = at, end = at + 1;
    while (begin > 0 && is_mail_part(line[begin - 1])) --begin;
    while (end < line.size() && is_host_part(line[end])) ++end;
    while (end > at + 1 && !is_letter(line[end - 1])) --end;
    const std::string_view host = line.substr(at + 1, end - at - 1);
    const size_t dot = host.rfind('.');
    if (begin == at || dot == host.npos || dot == 0 || host.size() - dot < 3) continue;
    if (!std::all_of(host.begin() + static_cast<std::ptrdiff_t>(dot) + 1, host.end(), is_letter)) continue;
    if (end < line.size() && (line[end] == ':' || line[end] == '/')) continue;
    if (begin > 0 && (line[begin - 1] == ':' || line[begin - 1] == '/')) continue;
    return PersonalData{"a mail address", begin, end};
  }
  return std::nullopt;
}

// An international number: a plus and 9 to 15 digits, with blanks, hyphens, dots and brackets between.
std::optional<PersonalData> phone_in(std::string_view line) {
  for (size_t at = line.find('+'); at != line.npos; at = line.find('+', at + 1)) {
    if (at + 1 == line.size() || !is_digit(line[at + 1]) || line[at + 1] == '0') continue;
    if (at > 0 && (is_digit(line[at - 1]) || is_letter(line[at - 1]))) continue;
    size_t end = at + 1, digits = 0, last = end;
    for (; end < line.size(); ++end) {
      if (is_digit(line[end])) {
        ++digits;
        last = end + 1;
      } else if (std::string_view(" -.()").find(line[end]) == std::string_view::npos) {
        break;
      }
    }
    if (digits >= 9 && digits <= 15) return PersonalData{"a phone number", at, last};
  }
  return std::nullopt;
}

// 555-123-4567, (555) 123-4567
std::optional<PersonalData> national_phone_in(std::string_view line) {
  const auto digits = [&](size_t at, size_t count) {
    if (at > line.size() || line.size() - at < count) return false;
    return std::all_of(line.begin() + static_cast<std::ptrdiff_t>(at),
                       line.begin() + static_cast<std::ptrdiff_t>(at + count), is_digit);
  };
  const auto joint = [&](size_t at) { return at < line.size() && (line[at] == '-' || line[at] == '.'); };
  for (size_t begin = 0; begin + 12 <= line.size(); ++begin) {
    const char before = begin > 0 ? line[begin - 1] : ' ';
    if (is_digit(before) || is_letter(before) || before == '-' || before == '.') continue;
    const bool bracket = line[begin] == '(';
    size_t at = begin + (bracket ? 1 : 0);
    if (!digits(at, 3)) continue;
    at += 3;
    if (bracket ? line[at] != ')' : !joint(at)) continue;
    ++at;
    if (bracket && line[at] == ' ') ++at;
    if (!digits(at, 3) || !joint(at + 3) || !digits(at + 4, 4)) continue;
    const size_t end = at + 8;
    const char after = end < line.size() ? line[end] : ' ';
    if (is_digit(after) || is_letter(after) || after == '-') continue;
    return PersonalData{"a phone number", begin, end};
  }
  return std::nullopt;
}

// The remainder by 97 of an account number with its first four letters put last is 1.
bool is_account(std::string_view text) {
  std::string number;
  for (char c : text) {
    if (c != ' ') number += c;
  }
  if (number.size() < 15 || number.size() > 34) return false;
  std::rotate(number.begin(), number.begin() + 4, number.end());
  unsigned rest = 0;
  for (char c : number)
    rest = is_digit(c) ? (rest * 10 + unsigned(c - '0')) % 97 : (rest * 100 + unsigned(c - 'A' + 10)) % 97;
  return rest == 1;
}

std::optional<PersonalData> account_in(std::string_view line) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (size_t at = 0; at + 15 <= line.size(); ++at) {
    if (!capital(line[at]) || !capital(line[at + 1]) || !is_digit(line[at + 2]) || !is_digit(line[at + 3])) continue;
    if (at > 0 && (is_letter(line[at - 1]) || is_digit(line[at - 1]))) continue;
    size_t end = at + 4;
    while (end < line.size() && (is_digit(line[end]) || capital(line[end]) || (line[end] == ' ' && end - at < 42)))
      ++end;
    while (line[end - 1] == ' ') --end;
    if (is_account(line.substr(at, end - at))) return PersonalData{"a bank account number", at, end};
  }
  return std::nullopt;
}

std::string letters_of(std::string_view name) {
  std::string word;
  for (char c : name) {
    if (is_letter(c)) word += static_cast<char>(c | 0x20);
  }
  return word;
}

std::string_view meaning_of(std::string_view word) {
  if (word == "username" || word == "user" || word == "login") return "a user name";
  if (word == "key") return "a key";
  if (word == "email" || word == "mail" || word == "emailaddress") return "a mail address";
  if (word == "phone" || word == "phonenumber" || word == "mobile" || word == "telephone") return "a phone number";
  if (word == "passport" || word == "passportnumber" || word == "passportno") return "a passport number";
  if (word == "iban") return "a bank account number";
  if (word == "ssn" || word == "socialsecuritynumber") return "a social security number";
  return {};
}

// username=anna, "passport": "C01X00T47"
std::optional<PersonalData> named_in(std::string_view line) {
  const size_t joint = line.find_first_of("=:");
  if (joint == line.npos) return std::nullopt;
  size_t end = joint;
  while (end > 0 && !is_letter(line[end - 1]) && !is_digit(line[end - 1])) --end;
  size_t begin = end;
  while (begin > 0 && is_mail_part(line[begin - 1])) --begin;
  const std::string_view what = personal_name(line.substr(begin, end - begin));
  const size_t value = line.find_first_not_of(" \t\"'", joint + 1);
  if (what.empty() || value == line.npos) return std::nullopt;
  size_t last = line.find_last_not_of(" \t\r\"',;") + 1;
  last = std::max(last, value);
  if (last == value || is_placeholder(line.substr(value, last - value))) return std::nullopt;
  return PersonalData{what, value, last};
}

}  // namespace

std::string_view personal_name(std::string_view name) {
  name.remove_prefix(name.find_last_of("./") + 1);
  if (const std::string_view what = meaning_of(letters_of(name)); !what.empty()) return what;
  // ADMIN_EMAIL, but not API_KEY: that is a secret.
  const size_t joint = name.find_last_of("_-");
  if (joint == name.npos || joint + 1 == name.size()) return {};
  const std::string end = letters_of(name.substr(joint + 1));
  return end == "key" ? std::string_view() : meaning_of(end);
}

std::vector<PersonalData> personal_data_in(std::string_view text) {
  std::vector<PersonalData> found;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    auto data = mail_in(line);
    if (!data) data = account_in(line);
    if (!data) data = phone_in(line);
    if (!data) data = national_phone_in(line);
    if (!data) data = named_in(line);
    if (data) found.push_back({data->what, begin + data->begin, begin + data->end});
    begin = end + 1;
  }
  return found;
}

}  // namespace plimsoll
