#include <algorithm>
#include <array>

#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

// Modes that people mean when they write three digits without a zero.
constexpr std::array<int64_t, 21> kModes = {400, 440, 444, 500, 550, 555, 600, 640, 644, 660, 664,
                                            666, 700, 711, 740, 744, 750, 755, 770, 775, 777};
constexpr int64_t kMost = 0777;

void check(const Value& mode, Context& ctx) {
  const auto number = mode.integer();
  if (!number || mode.templated()) return;
  const std::string_view text = mode.string();
  const bool octal = text.starts_with('0') && text.size() > 1;
  const bool meant =
      !octal && !text.starts_with('+') && std::find(kModes.begin(), kModes.end(), *number) != kModes.end();
  if (!meant && *number >= 0 && *number <= kMost) return;
  Report report =
      meant ? ctx.report(mode.span(), "mode {} is decimal and means {:04o}; octal numbers begin with 0", text, *number)
            : ctx.report(mode.span(), "'{}' is no mode of a file: those go from 0 to 0777", text);
  // JSON has no octal numbers; the same mode is written in decimal there.
  const bool json = ctx.source().text().starts_with('{');
  if (meant && !json) report.suggest(fmt::format("write '0{}'", text), replace(mode.span(), fmt::format("0{}", text)));
  if (*number < 0 || *number > kMost) report.severity(Severity::error);
}

void check_source(const Value& source, Context& ctx) {
  check(source["defaultMode"], ctx);
  for (const Value& item : source["items"].items()) check(item["mode"], ctx);
}

}  // namespace

extern constinit const Rule file_mode_not_octal = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const Value& volume : volumes_of(workload)) {
            for (std::string_view kind : {"configMap", "secret", "downwardAPI", "projected"})
              check_source(volume[kind], ctx);
            for (const Value& source : volume["projected"]["sources"].items()) {
              for (std::string_view kind : {"configMap", "secret", "downwardAPI"}) check_source(source[kind], ctx);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
