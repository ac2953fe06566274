#include "dockerfile/build_context.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

constexpr size_t kLargestIgnoreFile = size_t{256} << 10;
constexpr size_t kMostEntries = 4000;

// A file descriptor that closes itself.
struct Descriptor {
  explicit Descriptor(int number) : fd(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd >= 0) close(fd);
  }
  int fd;
};

// Calls visit(part) for the parts of a clean path; "." has none.
template <class Visit>
void for_each_part(std::string_view path, Visit visit) {
  if (path == ".") return;
  while (!path.empty()) {
    const size_t slash = path.find('/');
    visit(std::string(path.substr(0, slash)));
    path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
  }
}

// The names in a folder; nothing if there are more than `limit` or it cannot be read.
std::optional<std::vector<std::string>> names_in(const std::string& folder, size_t limit) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR* dir = fd < 0 ? nullptr : fdopendir(fd);
  if (!dir) {
    if (fd >= 0) close(fd);
    return std::nullopt;
  }
  std::optional<std::vector<std::string>> names(std::in_place);
  while (const dirent* entry = readdir(dir)) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (names->size() == limit) {
      names.reset();
      break;
    }
    names->emplace_back(name);
  }
  closedir(dir);
  return names;
}

}  // namespace

BuildContext::BuildContext(const File& file, std::string_view path) : file_(&file) {
  const size_t slash = path.rfind('/');
  folder_ = slash == path.npos ? "./" : std::string(path.substr(0, slash + 1));
  name_ = std::string(path.substr(slash + 1));
}

bool BuildContext::read_ignore(const std::string& name) const {
  const Descriptor file(open((folder_ + name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (file.fd < 0) {
    unreadable_ = unreadable_ || errno != ENOENT;
    return false;
  }
  struct stat info {};
  std::string text;
  if (fstat(file.fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= static_cast<off_t>(kLargestIgnoreFile)) {
    text.resize(static_cast<size_t>(info.st_size));
    const ssize_t size = ::read(file.fd, text.data(), text.size());
    if (size >= 0) {
      ignore_.emplace(std::string_view(text).substr(0, static_cast<size_t>(size)));
      ignore_name_ = name;
    }
  }
  unreadable_ = !ignore_;
  return true;
}

void BuildContext::read() const {
  if (read_ || !file_) return;
  read_ = true;
  // The Dockerfile's own one says nothing of where the context is.
  const bool own = read_ignore(name_ + ".dockerignore");
  struct stat info {};
  const bool common = own ? lstat((folder_ + ".dockerignore").c_str(), &info) == 0 : read_ignore(".dockerignore");
  here_ = common || (named_and_there() > 0 && named_and_absent() == 0);
}

void BuildContext::count_sources() const {
  if (counted_ || !file_) return;
  counted_ = true;
  for (const auto& each : file_->instructions) {
    const Transfer* transfer = transfer_of(*each);
    if (!transfer) continue;
    for (const ContextSource& source : context_sources(*transfer)) {
      if (source.path == "." || has_wildcard(source.text)) continue;
      const Entry entry = beside(source.path);
      if (entry == Entry::absent) ++absent_;
      if (entry == Entry::file || entry == Entry::folder) ++there_;
    }
  }
}

size_t BuildContext::named_and_there() const {
  count_sources();
  return there_;
}

size_t BuildContext::named_and_absent() const {
  count_sources();
  return absent_;
}

bool BuildContext::here() const {
  read();
  return here_;
}

const Dockerignore* BuildContext::ignore() const {
  read();
  return ignore_ ? &*ignore_ : nullptr;
}

const std::string& BuildContext::ignore_name() const {
  read();
  return ignore_name_;
}

BuildContext::Entry BuildContext::at(std::string_view path) const { return here() ? beside(path) : Entry::unknown; }

std::optional<uint64_t> BuildContext::size(std::string_view path) const {
  struct stat info {};
  if (at(path) != Entry::file || lstat((folder_ + std::string(path)).c_str(), &info) != 0) return std::nullopt;
  return static_cast<uint64_t>(info.st_size);
}

BuildContext::Entry BuildContext::beside(std::string_view path) const {
  if (!file_ || path.find('\0') != path.npos) return Entry::unknown;
  std::string full = folder_;
  Entry entry = Entry::folder;
  for_each_part(path, [&](const std::string& part) {
    if (entry != Entry::folder) {
      if (entry == Entry::file) entry = Entry::absent;
      return;
    }
    struct stat info {};
    full += part;
    if (looks_left_ == 0) {
      entry = Entry::unknown;
    } else if (lstat(full.c_str(), &info) != 0) {
      entry = errno == ENOENT ? Entry::absent : Entry::unknown;
    } else {
      entry = S_ISDIR(info.st_mode) ? Entry::folder : S_ISREG(info.st_mode) ? Entry::file : Entry::unknown;
    }
    looks_left_ -= looks_left_ > 0;
    full += '/';
  });
  return entry;
}

std::optional<std::vector<std::string>> BuildContext::matches(std::string_view pattern) const {
  if (!here()) return std::nullopt;
  std::vector<std::string> found{""};
  bool known = true;
  for_each_part(pattern, [&](const std::string& part) {
    const PathPattern wanted(part, false);
    known = known && wanted.valid();
    std::vector<std::string> next;
    for (const std::string& folder : found) {
      if (!known) return;
      const std::string prefix = folder.empty() ? "" : folder + "/";
      if (!has_wildcard(part)) {
        const Entry entry = beside(prefix + part);
        known = entry != Entry::unknown;
        if (entry != Entry::absent) next.push_back(prefix + part);
        continue;
      }
      const Entry entry = folder.empty() ? Entry::folder : beside(folder);
      known = entry != Entry::unknown && looks_left_ > 0;
      if (!known || entry == Entry::file) continue;
      looks_left_ -= 1;
      const auto names = names_in(folder_ + folder, kMostEntries - next.size());
      known = names.has_value();
      for (size_t i = 0; known && i < names->size(); ++i) {
        if (wanted.matches((*names)[i])) next.push_back(prefix + (*names)[i]);
      }
    }
    found = std::move(next);
  });
  if (!known) return std::nullopt;
  return found;
}

}  // namespace plimsoll::dockerfile
