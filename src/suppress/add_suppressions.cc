#include "suppress/add_suppressions.h"

#include "fix.h"
#include "suppress/comment_places.h"

namespace plimsoll {

FixRun add_suppressions(const std::vector<FileEntry>& files, const LintOptions& options, const std::string& reason,
                        const std::function<void(RunResult&)>& relevant, std::vector<ConfigProblem>& problems) {
  LintOptions with_comments = options;
  with_comments.allow_reason = reason;
  const auto step = [](FileResult& file) {
    std::vector<Diagnostic> diagnostics = file.diagnostics.unpack();
    join_comments(diagnostics);
    Fixed after = apply_fixes(file.text, diagnostics, true);
    return Step{std::move(after.text), after.applied};
  };
  FixRun run = rewrite(files, with_comments, step, relevant, problems);
  // What is shown in the end is not mended by a comment.
  for (FileResult& file : run.result.files) {
    std::vector<Diagnostic> diagnostics = file.diagnostics.unpack();
    for (Diagnostic& diagnostic : diagnostics) diagnostic.fixes.clear();
    file.diagnostics = PackedDiagnostics(diagnostics);
  }
  return run;
}

}  // namespace plimsoll
