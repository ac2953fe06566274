// The comments of other tools, read as they read them: what they ignore in silence although a suppression was meant is
// malformed.
#include <algorithm>
#include <array>

#include "suppress/comment.h"
#include "suppress/text.h"

namespace plimsoll {
namespace {

using Reach = Suppression::Reach;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }

// Whether a word of the text looks like an id: it begins so and has a digit ("DL3008", "CKV_K8S_16").
bool has_id(std::string_view text, std::initializer_list<std::string_view> heads) {
  for (std::string_view head : heads) {
    for (size_t at = text.find(head); at != text.npos; at = text.find(head, at + 1)) {
      if (at > 0 && is_word(text[at - 1])) continue;
      const std::string_view rest = text.substr(at + head.size());
      const auto end = std::find_if_not(rest.begin(), rest.end(), is_word);
      if (std::any_of(rest.begin(), end, is_digit)) return true;
    }
  }
  return false;
}

class Reader {
 public:
  Reader(std::string_view comment, const Locate& place, std::vector<Suppression>& found)
      : comment_(trim(comment)), text_(trim(behind_hashes(comment))), place_(place), found_(found) {}

  void read() {
    if (text_.empty()) return;
    if (hadolint() || shellcheck() || kics() || check() || semgrep() || dormant()) return;
    trivy();
    checkov();
    sonar();
  }

 private:
  Suppression& add(std::string_view tool, Reach reach) {
    Suppression& result = found_.emplace_back();
    result.tool = tool;
    result.reach = reach;
    result.span = place_(comment_);
    return result;
  }

  void fail(std::string_view tool, std::string_view part, std::string why) {
    Suppression& result = add(tool, Reach::next);
    result.malformed = std::move(why);
    result.malformed_span = part == text_ ? result.span : place_(part);
  }

  // "A, B # reason"
  void codes(Suppression& result, std::string_view prefix, std::string_view list) {
    const size_t hash = list.find('#');
    if (hash != list.npos) result.reason = trim(list.substr(hash + 1));
    list = trim(list.substr(0, hash));
    while (!list.empty()) {
      if (const std::string_view id = take_until(list, ','); !id.empty()) add_name(result, prefix, id, place_);
    }
  }

  bool hadolint() {
    std::string_view rest = text_;
    if (!take(rest, "hadolint") || (!rest.empty() && is_word(rest.front()))) return false;
    rest = trim(rest);
    Reach reach = Reach::instruction;
    if (take(rest, "global ")) reach = Reach::file;
    if (take(rest, "stage ")) reach = Reach::stage;
    rest = trim(rest);
    const bool ignore = take(rest, "ignore");
    rest = trim(rest);
    if (!ignore || !take(rest, "=")) {
      if (has_id(text_, {"DL", "SC"})) fail("hadolint", text_, "the form is '# hadolint ignore=DL3008,SC2086'");
      return true;
    }
    const auto is_code = [](std::string_view code) {
      return !code.empty() && code.find_first_not_of("DLSC0123456789") == code.npos;
    };
    std::string_view list = trim(rest.substr(0, rest.find('#')));
    while (true) {  // one malformed code voids all
      const size_t comma = list.find(',');
      std::string_view code = trim(list.substr(0, comma));
      const std::string_view behind = comma == list.npos ? trim(code.substr(first_word(code).size())) : "";
      if (comma == list.npos) code = first_word(code);
      if (!is_code(code)) {
        if (has_id(text_, {"DL", "SC"})) {
          fail("hadolint", code.empty() ? text_ : code, "hadolint drops all of a list that holds anything but codes");
        }
        return true;
      }
      if (is_code(first_word(behind))) {
        fail("hadolint", behind, "hadolint drops what stands behind a blank; commas stand between codes");
        return true;
      }
      if (comma == list.npos) break;
      list.remove_prefix(comma + 1);
    }
    Suppression& result = add("hadolint", reach);
    codes(result, "hadolint", rest);
    // "DL3008 because": what is behind the last code is no code.
    std::string_view& last = result.names.back().text;
    if (const std::string_view code = first_word(last); code.size() < last.size()) {
      if (result.reason.empty()) result.reason = trim(last.substr(code.size()));
      result.names.pop_back();
      add_name(result, "hadolint", code, place_);
    }
    return true;
  }

  bool shellcheck() {
    std::string_view rest = text_;
    if (!take(rest, "shellcheck ")) return false;
    rest = trim(rest);
    if (!take(rest, "disable=")) return true;
    Suppression& result = add("ShellCheck", Reach::command);
    const std::string_view list = rest.substr(0, rest.find_first_of(" \t#"));
    const std::string_view behind = trim(rest.substr(list.size()));
    if (behind.starts_with('#')) result.reason = trim(behind.substr(1));
    if (list == "all") {
      result.all_of = "shellcheck";
    } else {
      codes(result, "shellcheck", list);
    }
    return true;
  }

  bool kics() {
    std::string_view rest = text_;
    if (!take(rest, "kics-scan")) return false;
    rest = trim(rest);
    if (take(rest, "disable=")) {
      Suppression& result = add("KICS", Reach::file);
      const std::string_view list = rest.substr(0, rest.find_first_of(kBlank));
      result.reason = trim(rest.substr(list.size()));
      codes(result, "kics", list);
      return true;
    }
    const std::string_view verb = first_word(rest);
    if (verb != "ignore" && verb != "ignore-line" && verb != "ignore-block") {
      if (verb.starts_with("ignore") || verb.starts_with("disable")) {
        fail("KICS", text_, "KICS knows 'ignore', 'ignore-line', 'ignore-block' and 'disable=ID'");
      }
      return true;
    }
    const Reach reach = verb == "ignore" ? Reach::file : verb == "ignore-line" ? Reach::line : Reach::instruction;
    Suppression& result = add("KICS", reach);
    result.all_of = "kics";
    result.reason = trim(rest.substr(verb.size()));
    return true;
  }

  // BuildKit's, above an instruction.
  bool check() {
    std::string_view rest = text_;
    if (!take(rest, "check=")) return false;
    const std::string_view value = first_word(rest);
    if (value.find("skip=") == value.npos) return true;
    if (value.ends_with(',')) {
      fail("BuildKit", text_, "BuildKit reads up to the first blank; no blank stands in the list");
      return true;
    }
    Suppression& result = add("BuildKit", Reach::instruction);
    result.reason = trim(rest.substr(value.size()));
    take(result.reason, "//");
    result.reason = trim(result.reason);
    read_check_value(value, place_, result);
    return true;
  }

  bool semgrep() {
    std::string_view rest = text_;
    if (!take(rest, "nosemgrep") && !take(rest, "nosem")) return false;
    if (!rest.empty() && is_word(rest.front())) return false;
    Suppression& result = add("Semgrep", Reach::line);
    rest = trim(rest);
    if (!take(rest, ":")) {
      result.reason = rest;
      result.all_of = "semgrep";
      return true;
    }
    rest = trim(rest);
    while (!rest.empty()) {
      const size_t comma = rest.find(',');
      const std::string_view id = first_word(trim(rest.substr(0, comma)));
      // A rule is named by its path in the registry as well.
      if (!id.empty()) add_name(result, "semgrep", id.substr(id.rfind('.') + 1), place_);
      if (comma == rest.npos) {
        result.reason = trim(rest.substr(id.size()));
        break;
      }
      rest = trim(rest.substr(comma + 1));
    }
    take(result.reason, "--");
    result.reason = trim(result.reason);
    return true;
  }

  // Tools that nobody runs any more: said to be there, and without effect.
  bool dormant() {
    constexpr std::array kForms = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"linter ignore=", "dockerfile-linter"}, {"dockerfile_lint - ignore", "dockerfile_lint"}});
    for (const auto& [form, tool] : kForms) {
      std::string_view rest = text_;
      if (!take(rest, form)) continue;
      Suppression& result = add(tool, Reach::line);
      result.reason = trim(rest.substr(first_word(rest).size()));
      return true;
    }
    return false;
  }

  // Any number of "trivy:ignore:ID:exp:DATE", among other words.
  void trivy() {
    if (text_.find("ignore") == text_.npos) return;
    const size_t first = found_.size();
    std::string_view reason;
    std::string_view rest = text_;
    while (!rest.empty()) {
      const std::string_view word = first_word(rest);
      rest = trim(rest.substr(word.size()));
      std::string_view part = behind_hashes(word);
      if (!take(part, "trivy:") && !take(part, "tfsec:")) {
        if (reason.empty() && found_.size() > first) reason = word;
        continue;
      }
      if (!take(part, "ignore:") || part.empty()) {
        if (has_id(text_, {"DS", "KSV", "KCV", "AVD"})) {
          fail("Trivy", text_, "the form is '# trivy:ignore:DS-0002'");
          return;
        }
        continue;
      }
      trivy_id(part);
    }
    for (size_t i = first; i < found_.size(); ++i) found_[i].reason = reason;
  }

  void trivy_id(std::string_view part) {
    Suppression& result = add("Trivy", Reach::instruction);
    const std::string_view id = take_until(part, ':');
    if (id == "*") {
      result.all_of = "trivy";
    } else {
      add_name(result, "trivy", id, place_);
    }
    while (!part.empty()) {
      if (take_until(part, ':') != "exp") continue;
      const std::string_view date = take_until(part, ':');
      result.until = parse_date(date);
      result.until_span = place_(date);
      if (result.until) continue;
      result.names.clear();
      result.all_of = {};
      result.malformed = "Trivy expects a date such as 2027-01-31 behind 'exp:'";
      result.malformed_span = result.until_span;
      return;
    }
  }

  // Anywhere in the comment, as Checkov looks for it; Terrascan's is alike.
  void checkov() {
    constexpr std::string_view kIds = "CKV";
    for (const std::string_view tool : {"checkov:", "bridgecrew:", "cortex:", "ts:"}) {
      const size_t at = text_.find(tool);
      if (at == text_.npos || (at > 0 && is_word(text_[at - 1]))) continue;
      const bool terrascan = tool == "ts:";
      const std::string_view whole = text_.substr(at);
      std::string_view rest = whole.substr(tool.size());
      if (!take(rest, "skip=")) {
        if (!terrascan && has_id(rest, {kIds}))
          fail("Checkov", whole, "the form is '# checkov:skip=CKV_DOCKER_3:reason'");
        continue;
      }
      Suppression& result = add(terrascan ? "Terrascan" : "Checkov", Reach::object);
      size_t colon = rest.find(terrascan ? ' ' : ':');
      result.reason = colon == rest.npos ? "" : trim(rest.substr(colon + 1));
      codes(result, terrascan ? "terrascan" : "checkov", trim(rest.substr(0, std::min(colon, rest.find('#')))));
    }
  }

  void sonar() {
    constexpr std::string_view kMark = "NOSONAR";
    const size_t at = text_.find(kMark);
    if (at == text_.npos || (at > 0 && is_word(text_[at - 1]))) return;
    const std::string_view rest = text_.substr(at + kMark.size());
    if (!rest.empty() && is_word(rest.front())) return;
    Suppression& result = add("Sonar", Reach::line);
    result.all_of = "sonar";
    result.reason = trim(rest);
  }

  std::string_view comment_;
  std::string_view text_;  // behind the "#"
  const Locate& place_;
  std::vector<Suppression>& found_;
};

}  // namespace

void read_rival_comment(std::string_view comment, const Locate& place, std::vector<Suppression>& found) {
  Reader(comment, place, found).read();
}

void read_check_value(std::string_view value, const Locate& place, Suppression& result) {
  while (!value.empty()) {
    std::string_view part = take_until(value, ';');
    if (!take(part, "skip=")) continue;
    while (!part.empty()) {
      const std::string_view id = take_until(part, ',');
      if (id == "all") {
        result.all_of = "buildkit";
      } else if (!id.empty()) {
        add_name(result, "buildkit", id, place);
      }
    }
  }
}

}  // namespace plimsoll
