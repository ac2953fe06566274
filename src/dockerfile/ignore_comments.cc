#include "dockerfile/ignore_comments.h"

#include <algorithm>

#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

struct Form {
  std::string_view begin;  // a blank in it stands for any blanks, or none before "="
  std::string_view tool;
  char reason;  // what stands before the reason; a blank: the word behind `begin` ends the list
};
constexpr Form kForms[] = {
    {"hadolint ignore =", "hadolint", '#'},
    {"hadolint stage ignore =", "hadolint", '#'},
    {"hadolint global ignore =", "hadolint", '#'},
    {"checkov:skip=", "Checkov", ':'},
    {"bridgecrew:skip=", "Checkov", ':'},
    {"trivy:ignore:", "Trivy", ' '},
    {"tfsec:ignore:", "Trivy", ' '},
    {"kics-scan ignore", "KICS", ' '},
    {"kics-scan disable=", "KICS", ' '},
    {"check=skip=", "BuildKit", ' '},
    {"nosemgrep", "Semgrep", ' '},
    {"nosem", "Semgrep", ' '},
    {"linter ignore=", "dockerfile-linter", ' '},
    {"dockerfile_lint - ignore", "dockerfile_lint", ' '},
    {"ts:skip=", "Terrascan", ' '},
    {"shellcheck disable=", "ShellCheck", '#'},
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What is behind `begin`; nullopt if `text` begins otherwise.
std::optional<std::string_view> behind(std::string_view text, std::string_view begin) {
  for (char c : begin) {
    if (c == ' ') {
      text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    } else if (!text.empty() && text[0] == c) {
      text.remove_prefix(1);
    } else {
      return std::nullopt;
    }
  }
  return text;
}

bool is_reason(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c < 0; });
}

bool has_reason(std::string_view list, char separator) {
  if (separator == ' ') {
    list.remove_prefix(std::min(list.find_first_not_of(": \t"), list.size()));
    list.remove_prefix(std::min(list.find_first_of(" \t"), list.size()));
  } else {
    list.remove_prefix(std::min(list.find(separator), list.size()));
  }
  return is_reason(list);
}

}  // namespace

std::vector<IgnoreComment> ignore_comments(const File& file) {
  std::vector<IgnoreComment> found;
  for (const Directive& directive : file.directives) {
    if (directive.name.text == "check" && directive.value.text.find("skip=") != std::string_view::npos) {
      found.push_back({"BuildKit", directive.span, false});
    }
  }
  for (const Comment& comment : file.comments) {
    const std::string_view text = trim(comment.text.substr(1));
    for (const Form& form : kForms) {
      const auto rest = behind(text, form.begin);
      if (!rest || (is_letter(form.begin.back()) && !rest->empty() && is_letter((*rest)[0]))) continue;
      found.push_back({form.tool, comment.span, true, has_reason(*rest, form.reason)});
      break;
    }
  }
  return found;
}

}  // namespace plimsoll::dockerfile
