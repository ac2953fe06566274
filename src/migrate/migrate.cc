#include "migrate/migrate.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "files.h"
#include "migrate/merge.h"
#include "migrate/tools.h"
#include "migrate/write.h"
#include "output/output.h"
#include "output/output_file.h"

namespace plimsoll {
namespace {

using migrate::Loss;

// No configuration that people write is bigger.
constexpr size_t kLargestConfig = size_t{1} << 20;

void print_error(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stderr); }

void print(const std::vector<Loss>& losses, std::string_view level) {
  for (const Loss& loss : losses) {
    print_error(fmt::format("{}:{}:{}: {}: {}\n", printable(loss.path), loss.place.line, loss.place.column, level,
                            describe(loss)));
  }
}

int fail(const std::string& message) {
  print_error("plimsoll: " + message + "\n");
  return 2;
}

std::vector<std::string> known_files() {
  std::vector<std::string> found;
  std::error_code ignored;
  for (const migrate::Tool& tool : migrate::tools()) {
    for (std::string_view name : tool.files) {
      if (!std::filesystem::exists(name, ignored)) continue;
      found.emplace_back(name);
      break;
    }
  }
  return found;
}

migrate::Migration read(const std::string& path) {
  migrate::Migration failed{.path = path};
  const migrate::Tool* tool = migrate::tool_of(path);
  if (tool == nullptr) {
    failed.errors.push_back({path, {}, "", "no tool is known by this name of a file; put the tool's name into it"});
    return failed;
  }
  FileText file = read_file(path);
  if (file.error.empty() && file.text.size() > kLargestConfig) file.error = "it is larger than 1 MiB";
  if (file.error.empty()) return tool->read(path, std::move(file.text));
  failed.errors.push_back({path, {}, "", "cannot be read: " + file.error});
  return failed;
}

}  // namespace

int run_migrate(const MigrateOptions& options) {
  const std::vector<std::string> files = options.files.empty() ? known_files() : options.files;
  if (files.empty()) {
    std::string names;
    for (const migrate::Tool& tool : migrate::tools()) {
      names.append(names.empty() ? "" : ", ").append(*tool.files.begin());
    }
    return fail("migrate: found no configuration of another tool here, such as " + names);
  }
  std::error_code ignored;
  if (!options.output.empty() && !options.force && std::filesystem::exists(options.output, ignored)) {
    return fail(fmt::format("migrate: {} exists already; --force overwrites it", printable(options.output)));
  }
  std::vector<migrate::Migration> migrations;
  for (const std::string& path : files) migrations.push_back(read(path));
  const migrate::Plan plan = migrate::merge(std::move(migrations));
  print(plan.errors, "error");
  print(plan.losses, "note");
  // Of files that could not be read nothing is known.
  if (plan.errors.size() >= files.size()) return 2;
  OutputFile output(options.output);
  output.write(write_config(plan));
  const std::string error = output.close();
  if (!error.empty())
    return fail(fmt::format("{}: {}", options.output.empty() ? "standard output" : options.output, error));
  return plan.errors.empty() ? 0 : 2;
}

}  // namespace plimsoll
