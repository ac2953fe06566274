#include "files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "build_files.h"
#include "gitignore.h"
#include "utf8.h"

namespace plimsoll {
namespace {

constexpr size_t kLargestIgnoreFile = size_t{1} << 20;

constexpr std::array kStems =
    std::to_array<std::string_view>({"Dockerfile", "dockerfile", "Containerfile", "containerfile"});
constexpr std::array kManifestExtensions = std::to_array<std::string_view>({"yaml", "yml", "json", "conflist"});
// Dockerfile.md speaks of a Dockerfile and is none.
constexpr std::array kOtherExtensions = std::to_array<std::string_view>(
    {"dockerignore", "containerignore", "md", "rst", "adoc", "html", "svg", "png", "patch", "diff", "rej", "swp"});
// Dockerfile.go may well build a Go program, but dockerfile.go is one.
constexpr std::array kSourceExtensions = std::to_array<std::string_view>(
    {"c", "cc", "cpp", "cs", "go", "h", "java", "js", "jsx", "kt", "lua", "php", "py", "rb", "rs", "ts", "tsx", "vim"});

bool is_one_of(std::string_view word, const auto& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Reads to the end, or says why not.
FileText read_all(int fd, size_t expected, size_t largest) {
  FileText result;
  result.text.resize(expected + 1);  // the byte more finds the end without growing
  size_t size = 0;
  while (true) {
    if (size == result.text.size()) result.text.resize(size + std::max<size_t>(size / 2, 1 << 16));
    const ssize_t count = read(fd, result.text.data() + size, result.text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {{}, std::strerror(errno)};
    if (count == 0) break;
    size += static_cast<size_t>(count);
    if (size > largest) return {{}, "larger than 64 MiB"};
  }
  result.text.resize(size);
  return result;
}

FileText read_path(const std::string& path, int flags, size_t largest) {
  // Without O_NONBLOCK opening a pipe would wait for its writer.
  const int fd = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | flags);
  if (fd < 0) return {{}, errno == ENXIO ? "not a regular file" : std::strerror(errno)};
  FileText result;
  struct stat info {};
  if (fstat(fd, &info) != 0) {
    result.error = std::strerror(errno);
  } else if (S_ISDIR(info.st_mode)) {
    result.error = "is a folder";
  } else if (!S_ISREG(info.st_mode)) {
    result.error = "not a regular file";
  } else if (static_cast<size_t>(info.st_size) > largest) {
    result.error = "larger than 64 MiB";
  } else {
    result = read_all(fd, static_cast<size_t>(info.st_size), largest);
  }
  close(fd);
  return result;
}

// Without "." parts and doubled slashes; ".." stays, for a link may stand before it.
std::string clean(std::string_view path) {
  std::string result = path.starts_with('/') ? "/" : "";
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (!part.empty() && part != ".") {
      if (!result.empty() && result.back() != '/') result += '/';
      result += part;
    }
    at = end + 1;
  }
  return result.empty() ? "." : result;
}

std::string join(const std::string& folder, std::string_view name) {
  std::string result = folder;
  if (!result.empty() && result.back() != '/') result += '/';
  result += name;
  return result;
}

// Walks one folder that was named. Paths go to `found` as they are shown; to the ignore rules they are relative to the
// repository, or to the folder where there is none.
class Walk {
 public:
  explicit Walk(Discovery& found) : found_(found) {}

  void start(const std::string& shown) {
    const std::string inside = enter_repository(shown);
    folder(shown, inside);
  }

 private:
  struct Child {
    std::string name;
    unsigned char type;
  };

  // Adds the ignore rules that stand above the folder; returns its path in the repository.
  std::string enter_repository(const std::string& shown) {
    const std::unique_ptr<char, decltype(&std::free)> real(realpath(shown.c_str(), nullptr), &std::free);
    if (!real) return "";
    const std::string path = real.get();
    std::string root = path;
    struct stat info {};
    while (lstat(join(root, ".git").c_str(), &info) != 0) {
      if (root == "/") return "";
      root.resize(std::max<size_t>(root.rfind('/'), 1));
    }
    const std::string inside = path.substr(std::min(path.size(), root == "/" ? 1 : root.size() + 1));
    for (size_t slash = 0; slash < inside.size();) {
      const std::string above = inside.substr(0, slash);
      add_rules(above.empty() ? root : join(root, above), above);
      slash = std::min(inside.find('/', slash + 1), inside.size());
    }
    return inside;
  }

  void add_rules(const std::string& folder, const std::string& inside) {
    for (const char* name : {".git/info/exclude", ".gitignore"}) {
      ignore_.add_all(read_path(join(folder, name), O_NOFOLLOW, kLargestIgnoreFile).text, inside);
    }
  }

  // The depth is bounded: a path that is too long does not open.
  void folder(const std::string& shown, const std::string& inside) {
    std::vector<Child> children;
    DIR* stream = opendir(shown.c_str());
    if (stream == nullptr) {
      found_.problems.push_back({shown, std::strerror(errno), true});
      return;
    }
    errno = 0;
    while (const dirent* child = readdir(stream)) {
      const std::string_view name = child->d_name;
      if (name != "." && name != ".." && name != ".git") children.push_back({std::string(name), child->d_type});
      errno = 0;
    }
    if (errno != 0) found_.problems.push_back({shown, std::strerror(errno), true});
    closedir(stream);

    const size_t rules_above = ignore_.size();
    add_rules(shown, inside);
    std::sort(children.begin(), children.end(), [](const Child& a, const Child& b) { return a.name < b.name; });
    for (Child& child : children) {
      const std::string path = shown == "." ? child.name : join(shown, child.name);
      if (child.type == DT_UNKNOWN) child.type = type_of(path);
      const bool is_dir = child.type == DT_DIR;
      if (!is_dir && kind_by_name(child.name) == FileKind::unknown) continue;
      const std::string in_repository = join(inside, child.name);
      if (ignore_.match(in_repository, is_dir).value_or(false)) continue;
      if (is_dir) {
        folder(path, in_repository);
      } else if (child.type == DT_LNK) {
        found_.problems.push_back({path, "a symbolic link, not followed", false});
      } else {
        found_.files.push_back({path});
      }
    }
    ignore_.truncate(rules_above);
  }

  static unsigned char type_of(const std::string& path) {
    struct stat info {};
    if (lstat(path.c_str(), &info) != 0) return DT_REG;  // reading it will tell
    return S_ISDIR(info.st_mode) ? DT_DIR : S_ISLNK(info.st_mode) ? DT_LNK : DT_REG;
  }

  Discovery& found_;
  GitIgnore ignore_;
};

// Sorts by path and keeps the first of each, which is the one that was named where there is one.
template <class Item>
void sort_once(std::vector<Item>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.path != b.path ? a.path < b.path : a.named > b.named; });
  auto same = [](const Item& a, const Item& b) { return a.path == b.path; };
  items.erase(std::unique(items.begin(), items.end(), same), items.end());
}

}  // namespace

Discovery discover(const std::vector<std::string>& paths, std::string_view stdin_name) {
  Discovery found;
  for (const std::string& given : paths) {
    if (given == "-") {
      found.files.push_back({std::string(stdin_name), true, true});
      continue;
    }
    const std::string path = given.empty() ? given : clean(given);
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) {
      found.problems.push_back({path, std::strerror(errno), true, true});
    } else if (S_ISDIR(info.st_mode)) {
      Walk(found).start(path);
    } else {
      found.files.push_back({path, true});
    }
  }
  sort_once(found.files);
  sort_once(found.problems);
  // A link that is skipped in its folder may have been named as well.
  std::erase_if(found.problems, [&](const Discovery::Problem& problem) {
    auto same = std::lower_bound(found.files.begin(), found.files.end(), problem.path,
                                 [](const FileEntry& file, const std::string& path) { return file.path < path; });
    return !problem.failed && same != found.files.end() && same->path == problem.path;
  });
  return found;
}

FileText read_file(const std::string& path) { return read_path(path, 0, kLargestFile); }

FileText read_file(const FileEntry& file) {
  return file.standard_input ? read_all(STDIN_FILENO, 1 << 16, kLargestFile) : read_file(file.path);
}

FileKind kind_by_name(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const size_t dot = name.rfind('.');
  const std::string_view extension = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
  if (is_build_script_name(name)) return FileKind::build_script;
  if (is_one_of(extension, kManifestExtensions)) return FileKind::manifest;
  if (is_one_of(extension, kOtherExtensions)) return FileKind::unknown;
  for (std::string_view stem : kStems) {
    if (name == stem) return FileKind::dockerfile;
    if (name.ends_with(stem) && name[name.size() - stem.size() - 1] == '.') return FileKind::dockerfile;
    if (!name.starts_with(stem)) continue;
    const std::string_view rest = name.substr(stem.size());
    if (rest.size() < 2 || (rest[0] != '.' && rest[0] != '-')) continue;
    const bool source_code = stem[0] >= 'a' && is_one_of(extension, kSourceExtensions);
    return source_code ? FileKind::unknown : FileKind::dockerfile;
  }
  return FileKind::unknown;
}

FileKind kind_by_content(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  bool dockerfile_syntax = false;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.empty()) continue;
    if (line.front() == '#') {
      std::string_view directive = line.substr(1);
      directive.remove_prefix(std::min(directive.find_first_not_of(" \t"), directive.size()));
      dockerfile_syntax |= directive.starts_with("syntax=") || directive.starts_with("syntax =");
      continue;
    }
    std::string word(line.substr(0, line.find_first_of(" \t")));
    for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    // Only these may stand first in a Dockerfile; what follows tells them from prose that begins alike.
    if (is_one_of(word, std::array{"FROM", "ARG"}) && line.size() > word.size()) return FileKind::dockerfile;
    if (line.front() == '{' || line == "---" || line.starts_with("apiVersion:") || line.starts_with("kind:")) {
      return FileKind::manifest;
    }
    break;
  }
  return dockerfile_syntax ? FileKind::dockerfile : FileKind::unknown;
}

}  // namespace plimsoll
