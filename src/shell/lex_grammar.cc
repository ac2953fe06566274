#include <algorithm>
#include <utility>

#include "shell/lexer.h"

namespace plimsoll::shell {

void Lexer::newline() {
  State& s = state();
  ++at_;
  if (s.expect == Expect::words || s.expect == Expect::after || s.expect == Expect::for_words) {
    end_command(";", Joint::sequence, at_ - 1);
  }
  if (!heredocs_.empty()) read_heredocs();
}

void Lexer::separator() {
  State& s = state();
  static constexpr std::string_view kOperators[] = {";;&", ";;", ";&", ";", "&&", "&", "||", "|&", "|"};
  std::string_view op;
  for (std::string_view candidate : kOperators) {
    if (sees(candidate)) {
      op = candidate;
      break;
    }
  }
  const uint32_t begin = at_;
  at_ += static_cast<uint32_t>(op.size());
  if (s.expect == Expect::test || s.expect == Expect::pattern || s.expect == Expect::pattern_rest) return;
  if (s.expect == Expect::for_rest) s.expect = Expect::for_words;
  if (op[0] != ';' || op.size() == 1) {
    supply_command(begin);
    if (s.expect == Expect::command && !s.excused) return misplaced(begin, at_);
  }
  if (op == ";") return end_command(op, Joint::sequence, begin);
  if (op == "&") return end_command(op, Joint::background, begin);
  end_simple();
  if (op[0] == ';') {
    if (s.open.empty() || s.open.back() != 'c') return misplaced(begin, at_);
    mark(";;", begin);
    s.expect = Expect::pattern;
    s.joint = Joint::first;
    return;
  }
  const bool piped = op[0] == '|' && op != "||";
  const bool too_long = piped && ++s.pipes > kMaxPipeline;
  if (too_long && !s.open.empty()) leave_unread(region().pieces.back());
  if (s.open.empty() && s.piece_open && (too_long || region().pieces.back().marks.size() > kMaxMarks)) {
    mark(";", begin);
    end_piece();
  } else {
    mark(op, begin);
  }
  s.joint = op == "&&" ? Joint::and_then : op == "||" ? Joint::or_else : Joint::pipe;
  s.joint_span = {begin, at_};
  s.expect = Expect::command;
}

void Lexer::end_command(std::string_view op, Joint joint, uint32_t begin) {
  State& s = state();
  end_simple();
  if (!std::exchange(s.excused, false)) mark(op, begin);
  if (s.expect == Expect::after && s.open.empty()) end_piece();
  s.expect = Expect::command;
  s.joint = joint;
  s.joint_span = {begin, begin + 1};
}

void Lexer::parenthesis() {
  State& s = state();
  if (s.expect == Expect::pattern) {
    ++at_;
    s.expect = Expect::pattern_rest;
    return;
  }
  if (s.expect == Expect::test || s.expect == Expect::pattern_rest) {
    ++at_;
    return;
  }
  if (s.expect == Expect::function_parens) {
    at_ = after_empty_parentheses().value_or(at_ + 1);
    s.expect = Expect::command;
    return;
  }
  // "for (( … ))" and "(( … ))": what stands between is no command.
  if (s.expect == Expect::for_name) {
    mark("w", at_);
    s.expect = Expect::for_rest;
    return open({Frame::parens, at_, 1}, 1);
  }
  if (s.expect == Expect::command && peek(1) == '(' && is_arithmetic(at_)) {
    start_word();
    simple().keyword_test = true;
    return open({Frame::parens, at_, 2}, 2);
  }
  if (s.expect == Expect::words && s.simple_open && region().simples.back().tokens.size() == 1) {
    if (auto behind = after_empty_parentheses()) return define_function(*behind);
  }
  if (s.wants_target) lose_target();
  if (s.simple_open) region().simples.back().damaged = true;
  end_simple();
  if (s.expect == Expect::after) misplaced(at_, at_ + 1);
  mark("(", at_);
  ++at_;
  push('(');
}

std::optional<uint32_t> Lexer::after_empty_parentheses() const {
  uint32_t i = at_ + 1;
  while (i < size_ && (text_[i] == ' ' || text_[i] == '\t') && i < at_ + 16) ++i;
  if (i < size_ && text_[i] == ')') return i + 1;
  return std::nullopt;
}

void Lexer::define_function(uint32_t behind) {
  State& s = state();
  Piece& piece = region().pieces.back();
  piece.sketch[piece.places.back()] = 'w';
  piece.places.pop_back();
  region().simples.pop_back();
  s.simple_open = false;
  mark("(", at_);
  mark(")", at_);
  at_ = behind;
  s.expect = Expect::function_parens;
}

void Lexer::close_parenthesis() {
  State& s = state();
  if (s.expect == Expect::test) {
    ++at_;
    return;
  }
  if (s.expect == Expect::pattern || s.expect == Expect::pattern_rest) {
    mark("w", at_);
    mark(")", at_);
    ++at_;
    s.expect = Expect::command;
    s.joint = Joint::first;
    return;
  }
  end_simple();
  if (!s.open.empty() && s.open.back() == '(') {
    supply_command(at_);
    close_compound(")", '(', at_);
    ++at_;
    return;
  }
  if (frames_.size() > 1 && std::find(s.open.begin(), s.open.end(), '(') == s.open.end()) {
    end_region();
    region().end = at_;
    ++at_;
    return close();
  }
  misplaced(at_, at_ + 1);
  ++at_;
}

void Lexer::supply_command(uint32_t begin) {
  State& s = state();
  if (s.expect != Expect::command || !s.needs_command) return;
  out_.errors.push_back({begin, std::min(begin + 1, size_)});
  mark("w", begin);
  s.expect = Expect::after;
}

void Lexer::misplaced(uint32_t begin, uint32_t end) {
  State& s = state();
  out_.errors.push_back({begin, end});
  if (s.expect == Expect::after) mark(";", begin);
  s.excused = true;
  s.expect = Expect::command;
  s.joint = Joint::sequence;
  s.joint_span = {};
}

bool Lexer::reserved(std::string_view word, uint32_t begin) {
  State& s = state();
  if (word.size() > 8) return false;
  if (s.simple_open) return false;
  auto starts = [&](char kind, Expect next) {
    mark(word == "until" ? "while" : word == "select" ? "for" : word, begin);
    push(kind);
    s.expect = next;
    return true;
  };
  auto is_open = [&](char kind) { return !s.open.empty() && s.open.back() == kind; };
  auto continues = [&](char kind) {
    if (!is_open(kind)) {
      misplaced(begin, begin + static_cast<uint32_t>(word.size()));
      return true;
    }
    supply_command(begin);
    if (s.expect == Expect::after) mark(";", begin);
    mark(word, begin);
    s.expect = Expect::command;
    s.joint = Joint::first;
    return true;
  };
  if (word == "then" || word == "else" || word == "elif") return continues('i');
  if (word == "do") return continues('l');
  if (word == "fi" || word == "done" || word == "}" || word == "esac") {
    const char kind = word == "fi" ? 'i' : word == "done" ? 'l' : word == "}" ? '{' : 'c';
    if (!is_open(kind)) {
      misplaced(begin, begin + static_cast<uint32_t>(word.size()));
      return true;
    }
    supply_command(begin);
    if (s.expect == Expect::after) mark(";", begin);
    close_compound(word, kind, begin);
    return true;
  }
  if (s.expect == Expect::after) return false;
  // The grammar takes a negation only before some commands, and it changes nothing here.
  if (word == "!") return true;
  if (word == "if") return starts('i', Expect::command);
  if (word == "while" || word == "until") return starts('l', Expect::command);
  if (word == "for" || word == "select") return starts('l', Expect::for_name);
  if (word == "case") return starts('c', Expect::case_word);
  if (word == "{") return starts('{', Expect::command);
  if (word == "function") {
    s.expect = Expect::function_name;
    return true;
  }
  if (word == "[[") {
    add({.begin = begin, .end = begin + 2}, false);
    region().simples.back().keyword_test = true;
    s.expect = Expect::test;
    return true;
  }
  return false;
}

void Lexer::push(char kind) {
  State& s = state();
  s.open.push_back(kind);
  s.expect = Expect::command;
  s.joint = Joint::first;
  if (s.open.size() > kMaxNesting) leave_unread(region().pieces.back());
}

void Lexer::leave_unread(Piece& piece) {
  if (!piece.unread) out_.errors.push_back({at_, size_});
  piece.unread = true;
}

void Lexer::close_compound(std::string_view word, char kind, uint32_t begin) {
  State& s = state();
  mark(word, begin);
  if (!s.open.empty() && s.open.back() == kind) s.open.pop_back();
  s.expect = Expect::after;
}

}  // namespace plimsoll::shell
