// Cuts a Dockerfile into the pieces that BuildKit's line reader sees. Every input parses without an error.
//
// What a piece is depends on the escape character, on what came before it and on names of heredocs, so all tokens come from
// src/scanner.c. Words, quotes, flags and JSON depend on the instruction and on joined lines; they are no business of a grammar.
module.exports = grammar({
  name: 'dockerfile',

  externals: $ => [
    $.directive,
    $.comment,
    $.keyword,
    $.text,
    $.line_continuation,
    $.blank_line,
    $._line_end,
    $.heredoc_body,
    $.heredoc_terminator,
  ],

  extras: $ => [],

  rules: {
    // White space at the end of the file is a line end of its own.
    source_file: $ => seq(repeat(choice($.directive, $.comment, $.instruction)), optional($._line_end)),

    // The keyword itself may be cut by a continuation or start behind one; then a text holds the rest of it.
    instruction: $ => seq(
      choice($.keyword, $.text, $.line_continuation),
      repeat(choice($.text, $.line_continuation, $.comment, $.blank_line)),
      $._line_end,
      repeat($.heredoc),
    ),

    // Without a terminator the body goes on to the end of the file.
    heredoc: $ => seq($.heredoc_body, optional($.heredoc_terminator)),
  },
});
