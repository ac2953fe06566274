#include "files.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

// A folder of its own that is the working directory while a test runs.
class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/plimsoll-files-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    before_ = fs::current_path();
    root_ = name;
    fs::current_path(root_);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(root_);
  }

  static void put(const fs::path& path, const std::string& text = "x") {
    if (path.has_parent_path()) fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }

  // "path path*" with a star where it was named; then "path: reason".
  static std::string dump(const std::vector<std::string>& paths) {
    const Discovery found = discover(paths);
    std::string result;
    for (const FileEntry& file : found.files) {
      result += (result.empty() ? "" : " ") + file.path + (file.named ? "*" : "") + (file.standard_input ? "<" : "");
    }
    for (const Discovery::Problem& problem : found.problems) result += "; " + problem.path + ": " + problem.reason;
    return result;
  }

  fs::path root_, before_;
};

TEST(FileKinds, ByName) {
  for (const char* name : {"Dockerfile", "a/Dockerfile", "Dockerfile.dev", "Dockerfile-dev", "api.Dockerfile",
                           "api.dockerfile", "dockerfile", "dockerfile.alpine", "Containerfile", "Containerfile.x",
                           "x.containerfile", "Dockerfile.go", "Dockerfile.j2"}) {
    EXPECT_EQ(kind_by_name(name), FileKind::dockerfile) << name;
  }
  for (const char* name : {"a.yaml", "a.yml", "a.json", "Dockerfile.yaml", ".github/workflows/dockerfile.yml"}) {
    EXPECT_EQ(kind_by_name(name), FileKind::manifest) << name;
  }
  for (const char* name : {"Dockerfile.dockerignore", ".dockerignore", "Dockerfile/x", "DockerfileX", "aDockerfile",
                           "Dockerfile.", "Dockerfile-", "dockerfile.go", "dockerfile_test.go", "dockerfile-parse.ts",
                           "Dockerfile.md", "", "yaml", "Makefile"}) {
    EXPECT_EQ(kind_by_name(name), FileKind::unknown) << name;
  }
}

TEST(FileKinds, ByContent) {
  for (const char* text : {"FROM x", "from x", "# c\n\n  ARG A\nFROM x", "# syntax=docker/dockerfile:1\n",
                           "\xEF\xBB\xBF"
                           "FROM x",
                           "#c\r\nFROM x", "#syntax=x\nwhatever"}) {
    EXPECT_EQ(kind_by_content(text), FileKind::dockerfile) << text;
  }
  for (const char* text : {"apiVersion: v1\nkind: Pod", "---\nkind: x", "{\"kind\": 1}", "# c\nkind: Pod"}) {
    EXPECT_EQ(kind_by_content(text), FileKind::manifest) << text;
  }
  for (const char* text : {"", "FROMAGE x", "#!/bin/sh\necho", "From", "\xFF\xFE", "hello\nFROM x"}) {
    EXPECT_EQ(kind_by_content(text), FileKind::unknown) << text;
  }
}

TEST_F(Files, WalksSortedAndOnce) {
  put("b/Dockerfile");
  put("a.yaml");
  put("b.yaml");
  put("b/.hidden/x.yml");
  put("b/notes.txt");
  put(".git/Dockerfile");
  put("Dockerfile/Dockerfile");
  EXPECT_EQ(dump({"."}), "Dockerfile/Dockerfile a.yaml b.yaml b/.hidden/x.yml b/Dockerfile");
  EXPECT_EQ(dump({"b/", ".//b/Dockerfile", "b/./notes.txt"}), "b/.hidden/x.yml b/Dockerfile* b/notes.txt*");
  EXPECT_EQ(dump({"-"}), "-*<");
  EXPECT_EQ(discover({"-"}, "x/Dockerfile").files.at(0).path, "x/Dockerfile");
  EXPECT_EQ(dump({"none"}), "; none: No such file or directory");
  EXPECT_EQ(dump({""}), "; : No such file or directory");
}

TEST_F(Files, IgnoreFilesCount) {
  fs::create_directories(".git/info");
  put(".git/info/exclude", "secret/\n");
  put(".gitignore", "/build\n*.gen.yaml\nsub/skipped\n");
  put("sub/.gitignore", "!keep.gen.yaml\n/Dockerfile\n");
  for (const char* path : {"build/Dockerfile", "x.gen.yaml", "sub/keep.gen.yaml", "sub/Dockerfile", "sub/x/Dockerfile",
                           "sub/skipped/Dockerfile", "secret/Dockerfile", "sub/build/a.yaml"}) {
    put(path);
  }
  EXPECT_EQ(dump({"."}), "sub/build/a.yaml sub/keep.gen.yaml sub/x/Dockerfile");
  // The rules above a folder hold inside it, unless the folder itself is named.
  EXPECT_EQ(dump({"sub"}), "sub/build/a.yaml sub/keep.gen.yaml sub/x/Dockerfile");
  EXPECT_EQ(dump({"build"}), "build/Dockerfile");
  fs::current_path("sub");
  EXPECT_EQ(dump({"."}), "build/a.yaml keep.gen.yaml x/Dockerfile");
  EXPECT_EQ(dump({"Dockerfile"}), "Dockerfile*");
}

TEST_F(Files, LinksAreFollowedWhenNamed) {
  put("real/Dockerfile", "FROM x");
  fs::create_directory_symlink("real", "linked");
  fs::create_symlink("real/Dockerfile", "Dockerfile");
  fs::create_symlink("nowhere", "a.yaml");
  fs::create_directory_symlink("..", "real/loop");
  EXPECT_EQ(dump({"."}),
            "real/Dockerfile; Dockerfile: a symbolic link, not followed; a.yaml: a symbolic link, not followed");
  EXPECT_EQ(dump({"linked"}), "linked/Dockerfile");
  EXPECT_EQ(dump({".", "Dockerfile"}), "Dockerfile* real/Dockerfile; a.yaml: a symbolic link, not followed");
  EXPECT_EQ(read_file("Dockerfile").text, "FROM x");
}

TEST_F(Files, OnlyRegularFilesAreRead) {
  ASSERT_EQ(mkfifo("Dockerfile", 0600), 0);
  EXPECT_EQ(dump({"Dockerfile"}), "Dockerfile*");
  EXPECT_EQ(read_file("Dockerfile").error, "not a regular file");
  EXPECT_EQ(read_file("/dev/null").error, "not a regular file");
  EXPECT_EQ(read_file(".").error, "is a folder");
  EXPECT_EQ(read_file("none").error, "No such file or directory");
  const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = "socket"};
  ASSERT_EQ(bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(read_file("socket").error, "not a regular file");
  close(fd);
  put("large");
  fs::resize_file("large", kLargestFile + 1);
  EXPECT_EQ(read_file("large").error, "larger than 64 MiB");
  put("empty", "");
  EXPECT_EQ(read_file("empty").error, "");
  put("zero", std::string("a\0b", 3));
  EXPECT_EQ(read_file("zero").text, std::string("a\0b", 3));
  // A pipe as an ignore file must not stop the walk either.
  ASSERT_EQ(mkfifo(".gitignore", 0600), 0);
  EXPECT_EQ(dump({"."}), "Dockerfile");
}

TEST_F(Files, FoldersThatCannotBeEnteredAreTold) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  put("closed/Dockerfile");
  fs::permissions("closed", fs::perms::none);
  EXPECT_EQ(dump({"."}), "; closed: Permission denied");
  fs::permissions("closed", fs::perms::owner_all);
}

TEST_F(Files, DeepFoldersEndTheWalkNotTheProgram) {
  const fs::path start = fs::current_path();
  const std::string name(250, 'd');
  for (int i = 0; i < 20; ++i) {
    ASSERT_EQ(mkdir(name.c_str(), 0700), 0);
    ASSERT_EQ(chdir(name.c_str()), 0);
  }
  ASSERT_EQ(chdir(start.c_str()), 0);
  const Discovery found = discover({"."});
  ASSERT_EQ(found.problems.size(), 1u);
  EXPECT_EQ(found.problems[0].reason, "File name too long");
}

}  // namespace
}  // namespace plimsoll
