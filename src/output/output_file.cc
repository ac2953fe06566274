#include "output/output_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

namespace plimsoll {
namespace {

// What a new file gets.
mode_t default_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

OutputFile::OutputFile(const std::string& path) : path_(path) {
  if (path_.empty()) {
    file_ = stdout;
    return;
  }
  struct stat info {};
  const bool exists = stat(path_.c_str(), &info) == 0;
  if (exists && !S_ISREG(info.st_mode)) {  // a pipe or a device is written to, not replaced
    file_ = std::fopen(path_.c_str(), "w");
    if (file_ == nullptr) fail();
    return;
  }
  char real[PATH_MAX];
  if (exists && realpath(path_.c_str(), real) != nullptr) path_ = real;  // a link stays a link
  temporary_ = path_ + ".XXXXXX";
  const int fd = mkstemp(temporary_.data());
  if (fd < 0) {
    fail();
    temporary_.clear();
    return;
  }
  if (fchmod(fd, exists ? info.st_mode & 07777 : default_mode()) != 0) fail();
  file_ = fdopen(fd, "w");
}

OutputFile::~OutputFile() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void OutputFile::fail() {
  if (error_.empty()) error_ = std::strerror(errno);
}

void OutputFile::write(std::string_view text) {
  if (file_ == nullptr || !error_.empty()) return;
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

std::string OutputFile::close() {
  if (file_ == stdout) {
    if (std::fflush(stdout) != 0) fail();
  } else if (file_ != nullptr && std::fclose(file_) != 0) {
    fail();
  }
  file_ = nullptr;
  if (error_.empty() && !temporary_.empty()) {
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
      fail();
    } else {
      temporary_.clear();
    }
  }
  return error_;
}

bool OutputFile::is_terminal() const { return file_ == stdout && isatty(STDOUT_FILENO) != 0; }

}  // namespace plimsoll
