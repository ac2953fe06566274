#include "dockerfile/written_secrets.h"

#include <optional>

#include "dockerfile/removals.h"
#include "shell/credentials.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {
namespace {

class Search {
 public:
  explicit Search(const Run& run) : run_(run), variables_(run) {}

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
    for (const Heredoc& heredoc : run_.heredocs) {
      if (heredoc.marker.span.contains(redirect.target.span)) return &heredoc;
    }
    return nullptr;
  }

  void add(const shell::Word& file, const shell::Command& source, Span by) {
    if (outside_layer(run_, file.text)) return;
    const auto known = credential_file(file.text);
    const auto found = content(source, known && known->certain);
    if (!found) return;
    found_.push_back({found->variable, file.text, file.span, by, found->literal});
  }

  void redirected(const shell::Command& command) {
    for (const shell::Redirect& redirect : command.redirects) {
      if (redirect.op.find('>') == std::string::npos || redirect.op.starts_with("2") || redirect.op.ends_with("&"))
        continue;
      Span by = command.span;
      for (const shell::Redirect& other : command.redirects) {
        if (const Heredoc* heredoc = heredoc_of(other)) by = join(by, heredoc->body);
      }
      add(redirect.target, command, by);
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
  const shell::Command* source_ = nullptr;  // the first of the pipeline
  std::vector<WrittenSecret> found_;
  Removals removals_;
};

}  // namespace

std::vector<WrittenSecret> written_secrets(const Run& run) { return Search(run).run(); }

}  // namespace plimsoll::dockerfile
