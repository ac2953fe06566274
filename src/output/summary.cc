#include <algorithm>

#include "output/output.h"

namespace plimsoll {

Summary summarize(RunResult& result, Severity shown, std::optional<Severity> fail_on) {
  Summary summary;
  bool fails = false, named = false;
  for (FileResult& file : result.files) {
    switch (file.status) {
      case FileResult::Status::checked:
        ++summary.checked;
        break;
      case FileResult::Status::not_ours:
        ++summary.not_ours;
        break;
      case FileResult::Status::skipped:
        ++summary.skipped;
        break;
      case FileResult::Status::failed:
        ++summary.failed;
        break;
    }
    named |= file.named;
    summary.suppressed += file.suppressed;
    for (const Diagnostic& diagnostic : file.diagnostics) fails |= fail_on && diagnostic.severity >= *fail_on;
    summary.hidden += static_cast<uint32_t>(
        erase_if(file.diagnostics, [&](const Diagnostic& diagnostic) { return diagnostic.severity < shown; }));
    for (const Diagnostic& diagnostic : file.diagnostics) {
      if (const Fixable fixable = fixable_of(diagnostic); fixable != Fixable::no) {
        ++(fixable == Fixable::safely ? summary.fixable : summary.unsafe_fixable);
      }
      switch (diagnostic.severity) {
        case Severity::error:
          ++summary.errors;
          break;
        case Severity::warning:
          ++summary.warnings;
          break;
        case Severity::info:
          ++summary.infos;
          break;
      }
    }
    if (!file.diagnostics.empty()) ++summary.files_with_findings;
  }
  const bool nothing_to_check = summary.checked == 0 && !named;
  summary.exit_code = summary.failed > 0 || nothing_to_check ? 2 : fails ? 1 : 0;
  return summary;
}

Fixable fixable_of(const Diagnostic& diagnostic) {
  Fixable best = Fixable::no;
  for (const Diagnostic::Fix& fix : diagnostic.fixes) {
    if (!fix.edits.empty()) best = std::max(best, fix.safe ? Fixable::safely : Fixable::unsafely);
  }
  return best;
}

bool is_security(Group group) {
  switch (group) {
    case Group::network:
    case Group::pod_security_baseline:
    case Group::pod_security_restricted:
    case Group::rbac:
    case Group::secrets:
    case Group::security:
    case Group::supply_chain:
      return true;
    default:
      return false;
  }
}

}  // namespace plimsoll
