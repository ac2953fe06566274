// Whole runs: each folder below tests/fixtures/ is one. `args` is the command line (one line, split at blanks), the
// files lie in `input/`, where the program runs; `output` is what it writes to standard output, `errors` to standard
// error (absent: nothing), `exit` its exit code. `stdin`, if there, is given as standard input. With PLIMSOLL_BLESS=1
// output, errors and exit are written.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

class FixtureTest : public testing::TestWithParam<std::string> {};

TEST_P(FixtureTest, PrintsWhatIsExpected) {
  const fs::path folder = fs::path(PLIMSOLL_FIXTURES) / GetParam();
  const fs::path work = fs::path(testing::TempDir()) / ("plimsoll-" + GetParam());
  fs::create_directories(work);
  std::string args = slurp(folder / "args");
  std::replace(args.begin(), args.end(), '\n', ' ');
  const std::string input = fs::exists(folder / "stdin") ? (folder / "stdin").string() : "/dev/null";
  const std::string command = "cd '" + (folder / "input").string() + "' && '" PLIMSOLL_PROGRAM "' " + args + " <'" +
                              input + "' >'" + (work / "output").string() + "' 2>'" + (work / "errors").string() + "'";
  const int status = std::system(command.c_str());
  ASSERT_TRUE(WIFEXITED(status)) << command;
  const std::string exit = std::to_string(WEXITSTATUS(status)) + "\n";
  const std::string output = slurp(work / "output");
  const std::string errors = slurp(work / "errors");
  fs::remove_all(work);
  if (std::getenv("PLIMSOLL_BLESS")) {
    std::ofstream(folder / "output") << output;
    std::ofstream(folder / "exit") << exit;
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
