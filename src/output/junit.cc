// JUnit's report: a suite for each file, a failed case for each finding. A clean file is one passed case, for some
// viewers take a suite without cases for a mistake.
#include <fmt/format.h>

#include "output/output.h"
#include "output/xml.h"

namespace plimsoll {
namespace {

struct Counts {
  size_t tests = 0, failures = 0, errors = 0, skipped = 0;
};

Counts counts_of(const FileResult& file) {
  switch (file.status) {
    case FileResult::Status::checked:
      return {std::max<size_t>(1, file.diagnostics.size()), file.diagnostics.size(), 0, 0};
    case FileResult::Status::skipped:
      return {1, 0, 0, 1};
    case FileResult::Status::failed:
      return {1, 0, 1, 0};
    case FileResult::Status::not_ours:
      return {};
  }
  return {};
}

std::string attributes(const Counts& counts) {
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\"", counts.tests, counts.failures, counts.errors);
}

void write_finding(const Diagnostic& diagnostic, const std::string& path, const Write& write) {
  const Region& region = diagnostic.region;
  const std::string message = xml_escaped(diagnostic.message);
  write(
      fmt::format("    <testcase name=\"{} at {}:{}\" classname=\"{}\">\n"
                  "      <failure type=\"{}\" message=\"{}\">{}:{}:{}: {}: {} [{}]</failure>\n"
                  "    </testcase>\n",
                  diagnostic.rule->name, region.line, region.column, path, name_of(diagnostic.severity), message, path,
                  region.line, region.column, name_of(diagnostic.severity), message, diagnostic.rule->name));
}

void write_suite(const FileResult& file, const Write& write) {
  const Counts counts = counts_of(file);
  const std::string path = xml_escaped(file.path), reason = xml_escaped(file.reason);
  write(fmt::format("  <testsuite name=\"{}\" {} skipped=\"{}\">\n", path, attributes(counts), counts.skipped));
  for (const Diagnostic& diagnostic : file.diagnostics) write_finding(diagnostic, path, write);
  if (file.diagnostics.empty()) {
    write(fmt::format("    <testcase name=\"plimsoll\" classname=\"{}\"", path));
    if (counts.skipped > 0) {
      write(fmt::format(">\n      <skipped message=\"{}\"/>\n    </testcase>\n", reason));
    } else if (counts.errors > 0) {
      write(fmt::format(">\n      <error type=\"unreadable\" message=\"{}\"/>\n    </testcase>\n", reason));
    } else {
      write("/>\n");
    }
  }
  write("  </testsuite>\n");
}

}  // namespace

void write_junit(const RunResult& result, const Write& write) {
  Counts all;
  for (const FileResult& file : result.files) {
    const Counts counts = counts_of(file);
    all.tests += counts.tests;
    all.failures += counts.failures;
    all.errors += counts.errors;
  }
  write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  write(fmt::format("<testsuites name=\"plimsoll\" {}>\n", attributes(all)));
  for (const FileResult& file : result.files) {
    if (file.status != FileResult::Status::not_ours) write_suite(file, write);
  }
  write("</testsuites>\n");
}

}  // namespace plimsoll
