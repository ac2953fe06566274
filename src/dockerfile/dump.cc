#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {
namespace {

class Dump {
 public:
  explicit Dump(const Source& source) : source_(source) {}

  std::string take() { return std::move(out_); }

  void file(const File& file) {
    out_ += "(file";
    if (file.escape != '\\') (out_ += " escape=") += file.escape;
    for (const Directive& directive : file.directives) {
      out_ += " (directive ";
      out_ += directive.name.text;
      out_ += '=';
      out_ += directive.value.text;
      out_ += ')';
    }
    for (const auto& instruction : file.instructions) {
      out_ += ' ';
      this->instruction(*instruction);
    }
    for (const Comment& comment : file.comments) {
      out_ += " (comment";
      quoted(comment.text);
      out_ += ')';
    }
    out_ += ')';
  }

 private:
  void label(std::string_view name) { (out_ += ' ') += name; }

  void quoted(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out_ += out_.ends_with('[') || out_.ends_with('=') ? "\"" : " \"";
    for (const char c : text) {
      if (c == '"' || c == '\\') {
        (out_ += '\\') += c;
      } else if (c == '\n') {
        out_ += "\\n";
      } else if (c == '\t') {
        out_ += "\\t";
      } else if (c == '\r') {
        out_ += "\\r";
      } else if (static_cast<unsigned char>(c) < ' ') {
        out_ += "\\x";
        out_ += kHex[static_cast<unsigned char>(c) >> 4];
        out_ += kHex[c & 15];
      } else {
        out_ += c;
      }
    }
    out_ += '"';
  }

  void list(const std::vector<Word>& words) {
    out_ += " [";
    for (const Word& word : words) quoted(word.text);
    out_ += "]";
  }

  void pairs(const std::vector<KeyValue>& pairs) {
    for (const KeyValue& pair : pairs) {
      out_ += " [";
      quoted(pair.key.text);
      if (pair.value) {
        out_ += pair.legacy ? "" : "=";
        quoted(pair.value->text);
      }
      out_ += "]";
    }
  }

  void command(const CommandLine& command) {
    if (!command.exec_form) {
      label(command.malformed_exec ? "malformed" : "shell");
      quoted(command.text);
      return;
    }
    label("exec [");
    for (const MappedText& string : command.exec) quoted(string.text());
    out_ += "]";
  }

  void flags(const Instruction& instruction, const std::vector<Mount>* mounts) {
    size_t mount = 0;
    for (const Flag& flag : instruction.flags) {
      label("--");
      out_ += flag.name.text;
      if (mounts && flag.name.text == "mount" && flag.value) {
        out_ += "=[";
        const char* comma = "";
        for (const Mount::Field& field : (*mounts)[mount++].fields) {
          (out_ += comma) += field.key.text;
          if (field.value) (out_ += '=') += field.value->text;
          comma = ",";
        }
        out_ += ']';
      } else if (flag.value) {
        (out_ += '=') += flag.value->text;
      }
    }
  }

  void transfer(const Transfer& transfer) {
    if (transfer.exec_form) label("exec");
    list(transfer.sources);
    if (!transfer.destination) return;
    label("->");
    quoted(transfer.destination->text);
  }

  void optional(const std::optional<Word>& word) {
    if (word) quoted(word->text);
  }

  void details(const Instruction& instruction) {
    switch (instruction.keyword) {
      case Keyword::from: {
        const auto& from = static_cast<const From&>(instruction);
        optional(from.image);
        if (from.as) label("as");
        optional(from.stage_name);
        if (!from.extra.empty()) {
          label("extra");
          list(from.extra);
        }
        return;
      }
      case Keyword::run:
        return command(static_cast<const Run&>(instruction).command);
      case Keyword::cmd:
        return command(static_cast<const Cmd&>(instruction).command);
      case Keyword::entrypoint:
        return command(static_cast<const Entrypoint&>(instruction).command);
      case Keyword::shell:
        return command(static_cast<const Shell&>(instruction).command);
      case Keyword::healthcheck: {
        const auto& healthcheck = static_cast<const Healthcheck&>(instruction);
        if (healthcheck.none) label("none");
        optional(healthcheck.type);
        return command(healthcheck.command);
      }
      case Keyword::env:
        return pairs(static_cast<const Env&>(instruction).pairs);
      case Keyword::label:
        return pairs(static_cast<const Label&>(instruction).pairs);
      case Keyword::arg:
        return pairs(static_cast<const Arg&>(instruction).pairs);
      case Keyword::copy:
      case Keyword::add:
        return transfer(static_cast<const Transfer&>(instruction));
      case Keyword::expose:
        return list(static_cast<const Expose&>(instruction).ports);
      case Keyword::volume:
        return list(static_cast<const Volume&>(instruction).paths);
      case Keyword::user:
        return optional(static_cast<const User&>(instruction).user);
      case Keyword::workdir:
        return optional(static_cast<const Workdir&>(instruction).path);
      case Keyword::stopsignal:
        return optional(static_cast<const Stopsignal&>(instruction).signal);
      case Keyword::maintainer:
        return optional(static_cast<const Maintainer&>(instruction).author);
      case Keyword::onbuild: {
        const auto& onbuild = static_cast<const Onbuild&>(instruction);
        if (!onbuild.trigger) return;
        out_ += ' ';
        return this->instruction(*onbuild.trigger);
      }
      case Keyword::unknown:
        quoted(instruction.name.text);
        return quoted(instruction.arguments);
    }
  }

  void instruction(const Instruction& instruction) {
    out_ += '(';
    if (instruction.keyword == Keyword::unknown) out_ += "unknown";
    for (const char c : name_of(instruction.keyword)) out_ += static_cast<char>(c | 0x20);
    const auto* run = instruction.keyword == Keyword::run ? static_cast<const Run*>(&instruction) : nullptr;
    flags(instruction, run ? &run->mounts : nullptr);
    details(instruction);
    for (const Heredoc& heredoc : instruction.heredocs) {
      label(heredoc.chomp ? "heredoc-" : "heredoc");
      quoted(heredoc.name);
      if (!heredoc.expand) label("literal");
      quoted(source_.text(heredoc.body));
      if (!heredoc.terminated) label("unterminated");
    }
    if (!instruction.blank_lines.empty()) label("blank-lines=" + std::to_string(instruction.blank_lines.size()));
    out_ += ')';
  }

  const Source& source_;
  std::string out_;
};

}  // namespace

std::string dump(const File& file) {
  Dump dump(*file.source);
  dump.file(file);
  return dump.take();
}

}  // namespace plimsoll::dockerfile
