// Whole runs: each folder below tests/fixtures/ is one. `args` is the command line (one line, split at blanks), the
// files lie in `input/`, in a copy of which the program runs; `output` is what it writes to standard output, `errors`
// to standard error (absent: nothing), `exit` its exit code; `fixed/`, if there, is what the copy holds afterwards.
// `stdin`, if there, is given as standard input. Nothing is on the PATH, so that no other program is asked. With
// PLIMSOLL_BLESS=1 output, errors, exit and fixed are written.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "own_folder.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

using Files = std::map<std::string, std::string>;

Files files_below(const fs::path& folder) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder).string()] = slurp(entry.path());
  }
  return files;
}

class FixtureTest : public testing::TestWithParam<std::string> {};

TEST_P(FixtureTest, PrintsWhatIsExpected) {
  const fs::path folder = fs::path(PLIMSOLL_FIXTURES) / GetParam();
  const fs::path work = own_folder(GetParam());
  fs::remove_all(work);
  fs::create_directories(work);
  fs::copy(folder / "input", work / "input", fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  std::string args = slurp(folder / "args");
  std::replace(args.begin(), args.end(), '\n', ' ');
  const std::string input = fs::exists(folder / "stdin") ? (folder / "stdin").string() : "/dev/null";
  const std::string command =
      "cd '" + (work / "input").string() +
      "' && unset PLIMSOLL_BLESS && PATH= GITHUB_STEP_SUMMARY= GITHUB_WORKSPACE= '" PLIMSOLL_PROGRAM "' " + args +
      " <'" + input + "' >'" + (work / "output").string() + "' 2>'" + (work / "errors").string() + "'";
  const int status = std::system(command.c_str());
  ASSERT_TRUE(WIFEXITED(status)) << command;
  const std::string exit = std::to_string(WEXITSTATUS(status)) + "\n";
  const std::string output = slurp(work / "output");
  const std::string errors = slurp(work / "errors");
  const Files fixed = files_below(work / "input");
  if (std::getenv("PLIMSOLL_BLESS")) {
    std::ofstream(folder / "output") << output;
    std::ofstream(folder / "exit") << exit;
    if (fs::exists(folder / "fixed")) {
      for (const auto& [name, text] : fixed) {
        fs::create_directories((folder / "fixed" / name).parent_path());
        std::ofstream(folder / "fixed" / name) << text;
      }
    }
    if (errors.empty()) {
      fs::remove(folder / "errors");
    } else {
      std::ofstream(folder / "errors") << errors;
    }
    return;
  }
  EXPECT_EQ(output, slurp(folder / "output"));
  EXPECT_EQ(errors, slurp(folder / "errors"));
  EXPECT_EQ(exit, slurp(folder / "exit"));
  EXPECT_EQ(fixed, files_below(folder / (fs::exists(folder / "fixed") ? "fixed" : "input")));
}

TEST(Readme, ShowsRealOutput) {
  const std::string readme = slurp(PLIMSOLL_README);
  EXPECT_NE(readme.find(slurp(fs::path(PLIMSOLL_FIXTURES) / "front-page" / "output")), std::string::npos);
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(PLIMSOLL_FIXTURES)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Cases, FixtureTest, testing::ValuesIn(cases()), [](const auto& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace plimsoll
