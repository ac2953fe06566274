#include <algorithm>
#include <iterator>
#include <utility>

#include "shell/lexer.h"

namespace plimsoll::shell {

Simple& Lexer::simple() {
  State& s = state();
  Region& r = region();
  if (!s.simple_open) {
    mark("x", at_);
    r.pieces.back().places.push_back(r.pieces.back().marks.back());
    const bool joined = s.joint != Joint::first;
    r.simples.push_back({.joint = s.joint,
                         .joint_span = joined ? s.joint_span : Span{},
                         .depth = static_cast<uint32_t>(s.open.size())});
    s.simple_open = true;
    s.expect = Expect::words;
  }
  return r.simples.back();
}

void Lexer::add(const Token& token, bool damaged) {
  Simple& command = simple();
  if (command.tokens.empty()) origin(token.begin);
  command.tokens.push_back(token);
  command.damaged |= damaged;
}

void Lexer::end_simple() {
  State& s = state();
  if (s.wants_target) lose_target();
  if (s.simple_open) {
    s.simple_open = false;
    s.expect = Expect::after;
  }
}

void Lexer::start_redirect(uint32_t begin) {
  State& s = state();
  if (s.expect == Expect::test) {
    ++at_;
    return;
  }
  if (s.wants_target) lose_target();
  static constexpr std::string_view kOperators[] = {"&>>", "&>", "<<<", "<<-", "<<", "<>",
                                                    "<&",  "<",  ">>",  ">&",  ">|", ">"};
  uint32_t size = 1;
  for (std::string_view op : kOperators) {
    if (sees(op)) {
      size = static_cast<uint32_t>(op.size());
      break;
    }
  }
  const bool heredoc = sees("<<") && !sees("<<<");
  at_ += size;
  s.redirect = {.begin = begin, .end = at_, .redirect = true, .heredoc = heredoc};
  s.dropped_redirect = s.expect == Expect::after;
  s.wants_target = true;
}

void Lexer::take_target(const Token& word, bool damaged) {
  State& s = state();
  s.wants_target = false;
  s.redirect.target = {word.begin, word.end};
  if (!s.dropped_redirect) add(s.redirect, damaged);
  if (!s.redirect.heredoc) return;
  PendingHeredoc pending{region_index(), UINT32_MAX, 0, {}, text_[s.redirect.end - 1] == '-'};
  if (!s.dropped_redirect) {
    pending.simple = static_cast<uint32_t>(region().simples.size()) - 1;
    pending.token = static_cast<uint32_t>(region().simples.back().tokens.size()) - 1;
  }
  for (uint32_t i = word.begin; i < word.end; ++i) {
    if (text_[i] != '\'' && text_[i] != '"' && text_[i] != '\\') pending.delimiter += text_[i];
  }
  heredocs_.push_back(std::move(pending));
}

void Lexer::lose_target() {
  State& s = state();
  s.wants_target = false;
  out_.errors.push_back({s.redirect.begin, s.redirect.end});
  if (!s.dropped_redirect) add(s.redirect, true);
}

void Lexer::read_heredocs() {
  for (const PendingHeredoc& pending : std::exchange(heredocs_, {})) {
    if (at_ >= size_) return;
    const uint32_t begin = at_;
    uint32_t end = size_;
    while (at_ < size_) {
      const uint32_t line_begin = at_;
      const auto line_end = static_cast<uint32_t>(std::min<size_t>(text_.find('\n', at_), size_));
      std::string_view line = text_.substr(line_begin, line_end - line_begin);
      at_ = std::min(line_end + 1, size_);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (pending.chomp) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
      if (line == pending.delimiter) {
        end = line_begin;
        break;
      }
    }
    if (pending.simple == UINT32_MAX) continue;
    Token& token = out_.regions[pending.region].simples[pending.simple].tokens[pending.token];
    token.has_body = true;
    token.body = {begin, end};
  }
}

void Lexer::mark(std::string_view text, uint32_t begin) {
  State& s = state();
  Region& r = region();
  s.excused = false;
  static constexpr std::string_view kNeedCommand[] = {"&&",   "||",   "|",    "|&", "if", "while",
                                                      "then", "else", "elif", "do", "{",  "("};
  s.needs_command = std::find(std::begin(kNeedCommand), std::end(kNeedCommand), text) != std::end(kNeedCommand);
  if (text == ";" || text == "&") s.pipes = 0;
  if (!s.piece_open) {
    s.piece_open = true;
    r.pieces.push_back({.first_simple = static_cast<uint32_t>(r.simples.size())});
  }
  Piece& piece = r.pieces.back();
  piece.marks.push_back(static_cast<uint32_t>(piece.sketch.size()));
  piece.origins.push_back(begin);
  piece.sketch += text;
  piece.sketch += ' ';
  if (piece.marks.size() > 2 * kMaxMarks) leave_unread(piece);
}

void Lexer::end_piece() {
  State& s = state();
  end_simple();
  s.piece_open = false;
}

}  // namespace plimsoll::shell
