#include "shell/pins.h"

#include <algorithm>
#include <cctype>

namespace plimsoll::shell {

bool is_open(const Word& word) {
  return !word.variables.empty() || word.text.find("$(") != std::string::npos ||
         word.text.find("${") != std::string::npos;
}

bool is_moving_tag(std::string_view version) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (version.empty() || version == "*" || version == "x") return true;
  if (!std::isalpha(static_cast<unsigned char>(version[0]))) return false;
  if (version.size() > 1 && (version[0] == 'v' || version[0] == 'V') && is_digit(version[1])) return false;
  // "npm:other@1" and "workspace:x" are addresses; letters and digits alone may be a commit.
  if (version.find_first_of(":/") != version.npos) return false;
  const bool hexadecimal = version.size() >= 7 && version.find_first_not_of("0123456789abcdef") == version.npos;
  return !hexadecimal && !version.starts_with("x.") && !version.starts_with("X.");
}

bool is_main_branch(std::string_view name) {
  for (std::string_view branch : {"main", "master", "develop", "dev", "trunk", "HEAD", "head"}) {
    if (name == branch) return true;
  }
  return false;
}

bool is_repository(std::string_view url) {
  for (std::string_view scheme :
       {"git+", "git:", "git@", "ssh:", "hg+", "svn+", "bzr+", "github:", "gitlab:", "bitbucket:"}) {
    if (url.starts_with(scheme)) return true;
  }
  const std::string_view path = url.substr(0, url.find_first_of("#?"));
  for (std::string_view host : {"https://github.com/", "https://gitlab.com/", "https://bitbucket.org/"}) {
    if (path.starts_with(host) && std::count(path.begin() + host.size(), path.end(), '/') == 1) return true;
  }
  return path.ends_with(".git");
}

bool is_pinned_script_package(const Package& package) {
  const std::string_view text = package.word->text;
  if (package.file) return true;
  if (is_repository(text)) return text.find('#') != text.npos;
  if (package.url) return true;
  // owner/repo is a repository of GitHub.
  if (!text.starts_with('@') && text.find('/') != text.npos && package.version.empty())
    return text.find('#') != text.npos;
  return !is_moving_tag(package.version);
}

bool is_pinned_script_package(std::string_view text) {
  if (is_repository(text)) return text.find('#') != text.npos;
  const size_t at = text.find('@', 1);
  return text.starts_with(".") || text.starts_with("/") || text.find("://") != text.npos ||
         (at != text.npos && !is_moving_tag(text.substr(at + 1)));
}

}  // namespace plimsoll::shell
