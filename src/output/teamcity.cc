// Service messages of TeamCity: inspection types, each before its first instance, and instances.
#include <fmt/format.h>

#include <set>

#include "output/output.h"
#include "output/report_paths.h"
#include "output/severity_name.h"
#include "utf8.h"

namespace plimsoll {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    const CodePoint head = decode(text.substr(at));
    if (head.value == '\n') {
      result += "|n";
    } else if (head.value == '\r') {
      result += "|r";
    } else if (head.value > 0x7E || head.value < 0x20) {
      result += head.value > 0xFFFF
                    ? fmt::format("|0x{:04X}|0x{:04X}", 0xD7C0 + (head.value >> 10), 0xDC00 + (head.value & 0x3FF))
                    : fmt::format("|0x{:04X}", static_cast<uint32_t>(head.value));
    } else {
      if (head.value == '\'' || head.value == '|' || head.value == '[' || head.value == ']') result += '|';
      result += static_cast<char>(head.value);
    }
    at += head.size;
  }
  return result;
}

}  // namespace

void write_teamcity(const RunResult& result, const ReportPaths& paths, const Write& write) {
  std::set<std::string_view> known;
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) {
      const RegisteredRule& rule = *diagnostic.rule;
      if (known.insert(rule.name).second) {
        write(fmt::format("##teamcity[inspectionType id='{0}' name='{0}' description='{1}' category='{2}']\n",
                          escaped(rule.name), escaped(rule.summary()), escaped(name_of(rule.rule->group))));
      }
      write(fmt::format("##teamcity[inspection typeId='{}' message='{}' file='{}' line='{}' SEVERITY='{}']\n",
                        escaped(rule.name), escaped(diagnostic.message), escaped(paths.shown(diagnostic.path)),
                        diagnostic.region.line, capital_name(diagnostic.severity)));
    }
  }
}

}  // namespace plimsoll
