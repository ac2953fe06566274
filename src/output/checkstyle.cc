// The report of Checkstyle, which many tools for Java and many build servers read.
#include <fmt/format.h>

#include "output/output.h"
#include "output/xml.h"

namespace plimsoll {

void write_checkstyle(const RunResult& result, const Write& write) {
  write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
  for (const FileResult& file : result.files) {
    if (file.diagnostics.empty()) continue;
    write(fmt::format("  <file name=\"{}\">\n", xml_escaped(file.path)));
    for (const Diagnostic& diagnostic : file.diagnostics) {
      write(
          fmt::format("    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"plimsoll.{}\"/>\n",
                      diagnostic.region.line, diagnostic.region.column, name_of(diagnostic.severity),
                      xml_escaped(diagnostic.message), diagnostic.rule->name));
    }
    write("  </file>\n");
  }
  write("</checkstyle>\n");
}

}  // namespace plimsoll
