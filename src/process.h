// Another program, started with a fixed list of arguments, and what it writes to standard output.
//
// No shell is in between, and nothing but the caller's constants and paths gets into the arguments. Standard error goes
// nowhere. The program sees no other descriptor of ours.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

// The file of that name in the first absolute folder of PATH that has it and lets us run it; empty if there is none.
std::string find_program(std::string_view name);

// A regular file that may be run.
bool is_program(const std::string& path);

class Process {
 public:
  // argv[0] is `program`; its environment is LC_ALL and the variables given, "NAME=value".
  Process(const std::string& program, const std::vector<std::string>& arguments,
          const std::vector<std::string>& variables = {});
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();  // kills it if it still runs

  // All that it writes until it ends; nullopt if it did not start, was killed by a signal, needed more than `limit`
  // bytes or ran on until `deadline`. Any exit code will do.
  std::optional<std::string> output(std::chrono::steady_clock::time_point deadline, size_t limit);
  // After output(): the exit code.
  int exit_code() const { return exit_code_; }

 private:
  int pid_ = -1;
  int pipe_ = -1;
  int exit_code_ = -1;
};

}  // namespace plimsoll
