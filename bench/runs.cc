// Whole runs of the program, measured from outside as a user feels them:
//   bench-runs PROGRAM PATH…
// Start to exit for one small file beside /bin/true; then the paths once, twice, four and eight times over, with the
// peak of memory that the system counted.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

extern char** environ;

namespace {

namespace fs = std::filesystem;

struct Run {
  double milliseconds = 0;
  double cpu_milliseconds = 0;
  long peak_kib = 0;
};

double milliseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

Run run(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", stream ? O_WRONLY : O_RDONLY, 0);
  }
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) {
    fmt::print(stderr, "bench-runs: cannot start {}\n", command[0]);
    std::exit(2);
  }
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), usage.ru_maxrss};
}

// The run with the median time.
Run median(int times, const std::vector<std::string>& command) {
  run(command);  // warms the caches
  std::vector<Run> runs;
  for (int i = 0; i < times; ++i) runs.push_back(run(command));
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.milliseconds < b.milliseconds; });
  return runs[runs.size() / 2];
}

void print(const std::string& what, const Run& run) {
  fmt::print("{:<44} {:9.2f} ms  {:9.2f} ms cpu  {:8.1f} MiB\n", what, run.milliseconds, run.cpu_milliseconds,
             static_cast<double>(run.peak_kib) / 1024);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench-runs PROGRAM PATH…\n");
    return 2;
  }
  const std::string program = argv[1];
  const std::vector<std::string> paths(argv + 2, argv + argc);
  const fs::path work = fs::temp_directory_path() / fmt::format("plimsoll-bench-{}", getpid());
  fs::create_directories(work);
  const std::string dockerfile = work / "Dockerfile", manifest = work / "pod.yaml";
  std::ofstream(dockerfile) << "FROM debian:12\nRUN apt-get update && apt-get install -y curl\nCMD [\"curl\"]\n";
  std::ofstream(manifest) << "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n"
                             "    - {name: web, image: \"nginx:1.27\"}\n";
  fmt::print("start to exit, median of 101\n");
  print("  /bin/true", median(101, {"/bin/true"}));
  print("  one small Dockerfile", median(101, {program, "--shellcheck", "off", dockerfile}));
  print("  one small manifest", median(101, {program, manifest}));

  if (!paths.empty()) fmt::print("the paths, so many times over, SARIF, median of 3\n");
  for (const char* jobs : {"1", "2"}) {
    std::vector<std::string> command{program, "check", "--shellcheck", "off", "--jobs", jobs, "--format", "sarif"};
    for (int copies = 1; copies <= 8 && !paths.empty(); copies *= 2) {
      const fs::path all = work / fmt::format("{}x", copies);
      for (int copy = 0; copy < copies; ++copy) {
        for (size_t i = 0; i < paths.size(); ++i) {
          fs::create_directories(all / fmt::format("{}-{}", copy, i));
          fs::copy(paths[i], all / fmt::format("{}-{}", copy, i),
                   fs::copy_options::recursive | fs::copy_options::skip_existing);
        }
      }
      command.push_back(all);
      print(fmt::format("  {}x, --jobs {}", copies, jobs), median(3, command));
      command.pop_back();
    }
  }
  fs::remove_all(work);
}
