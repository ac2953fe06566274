#include "dockerfile/written_secrets.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "dockerfile/mounts.h"
#include "dockerfile/removals.h"
#include "shell/credentials.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

class Search {
 public:
  explicit Search(const Run& run) : run_(run), variables_(run), mounted_(run) {}

  std::vector<WrittenSecret> run() {
    for (const shell::Script* script : run_.scripts) {
      for (const shell::Command& command : script->commands) {
        removals_.note(command, found_.size());
        stored(command);
        redirected(command);
        piped(command);
        edited(command);
        if (command.pipeline_position == 0) source_ = &command;
      }
    }
    std::vector<WrittenSecret> left;
    for (size_t i = 0; i < found_.size(); ++i) {
      if (!removals_.after(found_[i].file, i)) left.push_back(std::move(found_[i]));
    }
    return left;
  }

 private:
  struct Content {
    std::string variable;
    Span literal;
  };

  // What of the file's variables a word gives away, or a literal.
  std::optional<Content> content(const shell::Word& word, bool credential_file) const {
    for (const std::string& name : word.variables) {
      if (auto found = variable(name, credential_file)) return found;
    }
    if (!secrets_in_text(word.text).empty()) return Content{{}, word.span};
    return std::nullopt;
  }

  std::optional<Content> variable(const std::string& name, bool credential_file) const {
    const bool secret = !secret_variable(name).empty();
    if (!secret && !credential_file) return std::nullopt;
    const Binding binding = variables_.find(name);
    if (secret ? !binding.declared() : binding.origin != Binding::Origin::arg) return std::nullopt;
    return Content{name, {}};
  }

  std::optional<Content> content(const shell::Command& command, bool credential_file) const {
    for (const shell::Word& word : command.arguments) {
      if (auto found = content(word, credential_file)) return found;
    }
    for (const shell::Redirect& redirect : command.redirects) {
      const Heredoc* heredoc = heredoc_of(redirect);
      if (!heredoc) continue;
      const std::string_view body = run_.model->file().source->text(heredoc->body);
      if (heredoc->expand) {
        for (const Reference& reference : references(body, '\\')) {
          if (auto found = variable(std::string(reference.name), credential_file)) return found;
        }
      }
      if (!secrets_in_configuration(body).empty()) return Content{{}, heredoc->body};
    }
    return std::nullopt;
  }

  const Heredoc* heredoc_of(const shell::Redirect& redirect) const {
    if (!redirect.op.starts_with("<<")) return nullptr;
    const uint32_t place = redirect.target.span.begin;
    const auto heredoc = std::partition_point(run_.heredocs.begin(), run_.heredocs.end(),
                                              [&](const Heredoc& other) { return other.marker.span.end <= place; });
    return heredoc != run_.heredocs.end() && heredoc->marker.span.contains(redirect.target.span) ? &*heredoc : nullptr;
  }

  void add(const shell::Word& file, const shell::Command& source, Span by) {
    if (mounted_.holds(file.text)) return;
    const auto known = credential_file(file.text);
    const bool certain = known && known->certain;
    // One command may write to many files.
    auto& [of, found] = last_content_[certain];
    if (of != &source) {
      of = &source;
      found = content(source, certain);
    }
    if (!found) return;
    found_.push_back({found->variable, file.text, file.span, by, found->literal});
  }

  void redirected(const shell::Command& command) {
    Span by = command.span;
    for (const shell::Redirect& redirect : command.redirects) {
      if (const Heredoc* heredoc = heredoc_of(redirect)) by = join(by, heredoc->body);
    }
    for (const shell::Redirect& redirect : command.redirects) {
      const bool other =
          redirect.op.find('>') == std::string::npos || redirect.op[0] == '2' || redirect.op.back() == '&';
      if (!other) add(redirect.target, command, by);
    }
  }

  // echo $TOKEN | tee FILE
  void piped(const shell::Command& command) {
    if (command.base != "tee" || !source_ || source_->pipeline != command.pipeline) return;
    for (const shell::Word* file : command.operands()) add(*file, *source_, join(source_->span, command.span));
  }

  void edited(const shell::Command& command) {
    if (command.base != "sed" || !command.has_flag({"-i", "--in-place"})) return;
    const std::vector<const shell::Word*> operands = command.operands();
    if (operands.size() > 1) add(*operands.back(), command, command.span);
  }

  void stored(const shell::Command& command) {
    for (const shell::CredentialPlace& place : shell::credential_places(command)) {
      if (place.file.empty()) continue;
      if (secret_in_assignment(place.name, place.value())) {
        found_.push_back({{}, std::string(place.file), place.span(), command.span, place.span()});
        continue;
      }
      for (const std::string& name : place.word->variables) {
        if (!place.expands(name) || !variables_.find(name).declared()) continue;
        found_.push_back({name, std::string(place.file), place.span(), command.span, {}});
        break;
      }
    }
  }

  const Run& run_;
  const RunVariables variables_;
  const Mounted mounted_;
  const shell::Command* source_ = nullptr;  // the first of the pipeline
  std::vector<WrittenSecret> found_;
  std::pair<const shell::Command*, std::optional<Content>> last_content_[2];  // by whether a credential file asked
  Removals removals_;
};

}  // namespace

std::vector<WrittenSecret> written_secrets(const Run& run) { return Search(run).run(); }

}  // namespace plimsoll::dockerfile
