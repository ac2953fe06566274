#include "dockerfile/predefined.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace plimsoll::dockerfile {
namespace {

using shell::Dialect;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool has_drive(std::string_view path) {
  return path.size() >= 2 && path[1] == ':' && ((path[0] | 32) >= 'a' && (path[0] | 32) <= 'z');
}

// Without ".", "..", and empty parts.
std::string clean(std::string_view path, std::string_view separators, char separator) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  while (begin <= path.size()) {
    size_t end = std::min(find_any(path, separators, begin), path.size());
    std::string_view part = path.substr(begin, end - begin);
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  std::string result;
  for (std::string_view part : parts) (result += separator) += part;
  return result.empty() ? std::string(1, separator) : result;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

bool is_platform_argument(std::string_view name) {
  static constexpr std::array<std::string_view, 11> names = {
      "BUILDPLATFORM", "BUILDOS",         "BUILDOSVERSION", "BUILDARCH",     "BUILDVARIANT", "TARGETPLATFORM",
      "TARGETOS",      "TARGETOSVERSION", "TARGETARCH",     "TARGETVARIANT", "TARGETSTAGE"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_proxy_argument(std::string_view name) {
  static constexpr std::array<std::string_view, 10> names = {"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy",
                                                             "FTP_PROXY",  "ftp_proxy",  "NO_PROXY",    "no_proxy",
                                                             "ALL_PROXY",  "all_proxy"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_windows_image(const ImageRef& image) {
  for (std::string_view text : {image.repository, image.tag.value_or("")}) {
    if (contains(text, "nanoserver") || contains(text, "windowsservercore") || contains(text, "servercore"))
      return true;
  }
  std::string_view repository = image.repository;
  if (lower(image.registry) == "mcr.microsoft.com") {
    return repository == "windows" || repository.starts_with("windows/") || repository.starts_with("dotnet/framework/");
  }
  return image.effective_registry() == "docker.io" &&
         (repository == "microsoft/dotnet-framework" || repository == "microsoft/iis" ||
          repository == "microsoft/aspnet" || repository == "microsoft/windows");
}

bool is_busybox_image(const ImageRef& image) {
  if (image.official_name() == "alpine" || image.official_name() == "busybox") return true;
  std::string_view tag = image.tag.value_or("");
  for (size_t at = tag.find("alpine"); at != std::string_view::npos; at = tag.find("alpine", at + 1)) {
    if (at == 0 || tag[at - 1] == '-') return true;
  }
  return false;
}

Dialect dialect_of(std::string_view program) {
  size_t slash = program.find_last_of("/\\");
  std::string name = lower(slash == std::string_view::npos ? program : program.substr(slash + 1));
  if (name.ends_with(".exe")) name.resize(name.size() - 4);
  if (name == "sh" || name == "dash") return Dialect::sh;
  if (name == "bash") return Dialect::bash;
  if (name == "ash" || name == "busybox") return Dialect::ash;
  if (name == "ksh" || name == "ksh93" || name == "mksh") return Dialect::ksh;
  if (name == "zsh") return Dialect::zsh;
  if (name == "powershell" || name == "pwsh") return Dialect::powershell;
  if (name == "cmd") return Dialect::cmd;
  return Dialect::unknown;
}

Text join_workdir(const Text& before, const Text& path, bool windows) {
  char separator = windows ? '\\' : '/';
  std::string_view separators = windows ? "/\\" : "/";
  const std::string& value = path.value;
  bool drive = has_drive(value);
  // What starts with an unknown value may be absolute or not.
  if (value.starts_with("${") && !path.known) return path;
  if (drive || (!value.empty() && separators.find(value[0]) != std::string_view::npos)) {
    Text result = path;
    if (path.known && drive) {
      result.value = value.substr(0, 2) + clean(std::string_view(value).substr(2), "/\\", '\\');
    } else if (path.known) {
      result.value = clean(value, separators, separator);
    }
    return result;
  }
  Text result = before;
  if (value.empty()) return result;
  bool plain = before.known && path.known;
  std::string joined = before.value + separator + value;
  if (plain && has_drive(joined)) {
    result.value = joined.substr(0, 2) + clean(std::string_view(joined).substr(2), "/\\", '\\');
  } else {
    result.value = plain ? clean(joined, separators, separator) : joined;
  }
  result.known = plain;
  result.partly = !plain;
  result.from_default = before.from_default || path.from_default;
  for (const std::string& name : path.unknown) {
    if (std::find(result.unknown.begin(), result.unknown.end(), name) == result.unknown.end()) {
      result.unknown.push_back(name);
    }
  }
  return result;
}

}  // namespace plimsoll::dockerfile
