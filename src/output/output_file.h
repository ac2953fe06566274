// Where a report goes: standard output, or a file that appears only when it is complete.
//
//   OutputFile output(path);            // "" is standard output
//   output.write("…");
//   if (std::string error = output.close(); !error.empty()) …
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace plimsoll {

class OutputFile {
 public:
  explicit OutputFile(const std::string& path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();  // without close(): the file stays what it was

  void write(std::string_view text);
  // Puts the file in its place; says what failed, here or before.
  std::string close();
  bool is_terminal() const;  // standard output, and a terminal
  bool is_standard_output() const { return temporary_.empty() && path_.empty(); }
  const std::string& error() const { return error_; }  // so far

 private:
  void fail();

  std::FILE* file_ = nullptr;
  std::string path_, temporary_;
  std::string error_;
};

}  // namespace plimsoll
