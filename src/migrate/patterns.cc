#include "migrate/patterns.h"

#include <algorithm>

namespace plimsoll::migrate {
namespace {

constexpr size_t kMostAlternatives = 64;
constexpr size_t kLongestPattern = 4096;  // as long as a path may be

// The pattern with each of its first alternatives in braces, and so on; nothing if there are too many.
std::vector<std::string> expand_braces(std::string_view glob) {
  std::vector<std::string> open{std::string(glob)}, done;
  while (!open.empty()) {
    const std::string each = std::move(open.back());
    open.pop_back();
    const size_t begin = each.find('{');
    if (begin == each.npos) {
      done.push_back(each);
      continue;
    }
    const size_t end = each.find('}', begin);
    // Braces within braces are rare enough.
    if (end == each.npos || each.find('{', begin + 1) < end) return {};
    const std::string_view inner = std::string_view(each).substr(begin + 1, end - begin - 1);
    for (size_t at = 0; at <= inner.size();) {
      const size_t comma = std::min(inner.find(',', at), inner.size());
      open.push_back(each.substr(0, begin).append(inner.substr(at, comma - at)).append(each, end + 1));
      at = comma + 1;
    }
    if (open.size() + done.size() > kMostAlternatives) return {};
  }
  std::sort(done.begin(), done.end());
  return done;
}

// Blanks at the end would be lost, and line breaks cannot be said.
bool can_be_said(std::string_view pattern) {
  return !pattern.empty() && pattern != "/" && pattern.back() != ' ' &&
         pattern.find_first_of(std::string_view("\n\r\0", 3)) == pattern.npos;
}

}  // namespace

std::vector<std::string> from_glob(std::string_view glob) {
  std::vector<std::string> patterns;
  if (glob.size() > kLongestPattern) return {};
  while (glob.starts_with("./")) glob.remove_prefix(2);
  if (glob.starts_with('/') || glob.starts_with('~') || glob == ".." || glob.starts_with("../") ||
      glob.find("/../") != glob.npos) {
    return {};
  }
  if (glob == ".") glob = "**";
  for (std::string& pattern : expand_braces(glob)) {
    if (!can_be_said(pattern)) return {};
    const bool anywhere = pattern.starts_with("**");
    patterns.push_back(anywhere ? std::move(pattern) : "/" + pattern);
  }
  return patterns;
}

std::vector<std::string> from_regex(std::string_view regex) {
  if (regex.size() > kLongestPattern) return {};
  if (regex.find('|') != regex.npos && regex.find_first_of("()[]\\") == regex.npos) {
    std::vector<std::string> all;
    for (size_t at = 0; at <= regex.size();) {
      const size_t bar = std::min(regex.find('|', at), regex.size());
      const std::vector<std::string> one = from_regex(regex.substr(at, bar - at));
      if (one.empty()) return {};
      all.insert(all.end(), one.begin(), one.end());
      at = bar + 1;
    }
    return all;
  }
  // What may stand before and behind needs no words, for it is found anywhere.
  while (regex.starts_with(".*")) regex.remove_prefix(2);
  while (regex.ends_with(".*") && !regex.ends_with("\\.*")) regex.remove_suffix(2);
  const bool from_start = regex.starts_with('^');
  if (from_start) regex.remove_prefix(1);
  const bool to_end = regex.ends_with('$') && !regex.ends_with("\\$");
  if (to_end) regex.remove_suffix(1);
  if (from_start && regex.starts_with("./")) regex.remove_prefix(2);
  std::string glob;
  for (size_t i = 0; i < regex.size(); ++i) {
    if (regex.substr(i).starts_with("[^/]*") || regex.substr(i).starts_with("[^/]+")) {
      glob += '*';
      i += 4;
    } else if (regex[i] == '\\' && i + 1 < regex.size() && std::string_view("./-_").find(regex[i + 1]) != regex.npos) {
      glob += regex[++i];
    } else if (std::string_view("\\*+?()[]{}^$|").find(regex[i]) != regex.npos) {
      return {};
    } else {
      glob += regex[i];
    }
  }
  if (!can_be_said(glob)) return {};
  if (from_start) {
    glob.insert(0, glob.starts_with('/') ? "" : "/");
  } else if (glob.starts_with('/')) {
    glob.insert(0, "**");
  } else if (glob.find('/') < glob.size() - 1) {
    glob.insert(0, "**/*");
  } else {
    glob.insert(0, "*");
  }
  if (!to_end && glob.back() != '/') glob += '*';
  return {glob};
}

}  // namespace plimsoll::migrate
