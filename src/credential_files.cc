#include <array>
#include <functional>
#include <string>

#include "facts/facts.h"
#include "glob_set.h"
#include "secrets.h"

namespace plimsoll {
namespace {

bool ends_in_path(std::string_view path, std::string_view end) {
  return path.ends_with(end) && (path.size() == end.size() || path[path.size() - end.size() - 1] == '/');
}

}  // namespace

bool fits_file(std::string_view glob, std::string_view path) {
  return fits_glob(glob, path) || fits_glob(glob, path.substr(path.rfind('/') + 1));
}

namespace {

std::optional<CredentialFile> look_up(std::string_view path) {
  std::string text(path);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '\\') c = '/';
  }
  while (!text.empty() && (text.back() == '/' || text.ends_with("/*") || text.ends_with("/."))) text.pop_back();
  // ".npmr[c]" and ".env*" mean the files that they begin with, if these exist.
  for (size_t open = text.find('['); open != text.npos && open + 2 < text.size(); open = text.find('[', open + 1)) {
    if (text[open + 2] == ']') text = text.replace(open, 3, 1, text[open + 1]);
  }
  while (text.size() > 4 && text.ends_with('*') && text[text.size() - 2] != '/' && text[text.size() - 2] != '.')
    text.pop_back();
  const std::string_view name = std::string_view(text).substr(text.rfind('/') + 1);
  static const Fact table = facts::table("credential-files");
  static const Fact paths = table["paths"], names = table["names"];
  static const GlobSet harmless(table["harmless"]);
  for (const auto& [end, fact] : paths.entries()) {
    if (ends_in_path(text, end)) return CredentialFile{fact["what"].string(), true};
  }
  if (harmless.fits(name)) return std::nullopt;
  for (const auto& [pattern, fact] : names.entries()) {
    // A glob of the path itself is compared as text: "*.pem" copies what the table's "*.pem" means, "*" and "*.json" do
    // not.
    if (fits_glob(pattern, name)) return CredentialFile{fact["what"].string(), fact["severity"].string() != "info"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<CredentialFile> credential_file(std::string_view path) {
  // Several rules ask about each path of some files.
  struct Known {
    std::string path;
    std::optional<CredentialFile> file;
  };
  thread_local std::array<Known, 1024> known;
  if (path.empty() || path.size() > 4096) return std::nullopt;
  Known& slot = known[std::hash<std::string_view>()(path) % known.size()];
  if (slot.path != path) slot = {std::string(path), look_up(path)};
  return slot.file;
}

}  // namespace plimsoll
