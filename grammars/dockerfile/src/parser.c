#include <tree_sitter/parser.h>

#if defined(__GNUC__) || defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif

#define LANGUAGE_VERSION 14
#define STATE_COUNT 17
#define LARGE_STATE_COUNT 10
#define SYMBOL_COUNT 16
#define ALIAS_COUNT 0
#define TOKEN_COUNT 10
#define EXTERNAL_TOKEN_COUNT 9
#define FIELD_COUNT 0
#define MAX_ALIAS_SEQUENCE_LENGTH 4
#define PRODUCTION_ID_COUNT 1

enum {
  sym_directive = 1,
  sym_comment = 2,
  sym_keyword = 3,
  sym_text = 4,
  sym_line_continuation = 5,
  sym_blank_line = 6,
  sym__line_end = 7,
  sym_heredoc_body = 8,
  sym_heredoc_terminator = 9,
  sym_source_file = 10,
  sym_instruction = 11,
  sym_heredoc = 12,
  aux_sym_source_file_repeat1 = 13,
  aux_sym_instruction_repeat1 = 14,
  aux_sym_instruction_repeat2 = 15,
};

static const char * const ts_symbol_names[] = {
  [ts_builtin_sym_end] = "end",
  [sym_directive] = "directive",
  [sym_comment] = "comment",
  [sym_keyword] = "keyword",
  [sym_text] = "text",
  [sym_line_continuation] = "line_continuation",
  [sym_blank_line] = "blank_line",
  [sym__line_end] = "_line_end",
  [sym_heredoc_body] = "heredoc_body",
  [sym_heredoc_terminator] = "heredoc_terminator",
  [sym_source_file] = "source_file",
  [sym_instruction] = "instruction",
  [sym_heredoc] = "heredoc",
  [aux_sym_source_file_repeat1] = "source_file_repeat1",
  [aux_sym_instruction_repeat1] = "instruction_repeat1",
  [aux_sym_instruction_repeat2] = "instruction_repeat2",
};

static const TSSymbol ts_symbol_map[] = {
  [ts_builtin_sym_end] = ts_builtin_sym_end,
  [sym_directive] = sym_directive,
  [sym_comment] = sym_comment,
  [sym_keyword] = sym_keyword,
  [sym_text] = sym_text,
  [sym_line_continuation] = sym_line_continuation,
  [sym_blank_line] = sym_blank_line,
  [sym__line_end] = sym__line_end,
  [sym_heredoc_body] = sym_heredoc_body,
  [sym_heredoc_terminator] = sym_heredoc_terminator,
  [sym_source_file] = sym_source_file,
  [sym_instruction] = sym_instruction,
  [sym_heredoc] = sym_heredoc,
  [aux_sym_source_file_repeat1] = aux_sym_source_file_repeat1,
  [aux_sym_instruction_repeat1] = aux_sym_instruction_repeat1,
  [aux_sym_instruction_repeat2] = aux_sym_instruction_repeat2,
};

static const TSSymbolMetadata ts_symbol_metadata[] = {
  [ts_builtin_sym_end] = {
    .visible = false,
    .named = true,
  },
  [sym_directive] = {
    .visible = true,
    .named = true,
  },
  [sym_comment] = {
    .visible = true,
    .named = true,
  },
  [sym_keyword] = {
    .visible = true,
    .named = true,
  },
  [sym_text] = {
    .visible = true,
    .named = true,
  },
  [sym_line_continuation] = {
    .visible = true,
    .named = true,
  },
  [sym_blank_line] = {
    .visible = true,
    .named = true,
  },
  [sym__line_end] = {
    .visible = false,
    .named = true,
  },
  [sym_heredoc_body] = {
    .visible = true,
    .named = true,
  },
  [sym_heredoc_terminator] = {
    .visible = true,
    .named = true,
  },
  [sym_source_file] = {
    .visible = true,
    .named = true,
  },
  [sym_instruction] = {
    .visible = true,
    .named = true,
  },
  [sym_heredoc] = {
    .visible = true,
    .named = true,
  },
  [aux_sym_source_file_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_instruction_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_instruction_repeat2] = {
    .visible = false,
    .named = false,
  },
};

static const TSSymbol ts_alias_sequences[PRODUCTION_ID_COUNT][MAX_ALIAS_SEQUENCE_LENGTH] = {
  [0] = {0},
};

static const uint16_t ts_non_terminal_alias_map[] = {
  0,
};

static const TSStateId ts_primary_state_ids[STATE_COUNT] = {
  [0] = 0,
  [1] = 1,
  [2] = 2,
  [3] = 3,
  [4] = 4,
  [5] = 5,
  [6] = 6,
  [7] = 7,
  [8] = 8,
  [9] = 9,
  [10] = 10,
  [11] = 11,
  [12] = 12,
  [13] = 13,
  [14] = 14,
  [15] = 15,
  [16] = 16,
};

static bool ts_lex(TSLexer *lexer, TSStateId state) {
  START_LEXER();
  eof = lexer->eof(lexer);
  switch (state) {
    case 0:
      ACCEPT_TOKEN(ts_builtin_sym_end);
      if (eof) ADVANCE(1);
      END_STATE();
    case 1:
      ACCEPT_TOKEN(ts_builtin_sym_end);
      END_STATE();
    default:
      return false;
  }
}

static const TSLexMode ts_lex_modes[STATE_COUNT] = {
  [0] = {.lex_state = 0, .external_lex_state = 1},
  [1] = {.lex_state = 0, .external_lex_state = 2},
  [2] = {.lex_state = 0, .external_lex_state = 3},
  [3] = {.lex_state = 0, .external_lex_state = 3},
  [4] = {.lex_state = 0, .external_lex_state = 3},
  [5] = {.lex_state = 0, .external_lex_state = 3},
  [6] = {.lex_state = 0, .external_lex_state = 3},
  [7] = {.lex_state = 0, .external_lex_state = 2},
  [8] = {.lex_state = 0, .external_lex_state = 2},
  [9] = {.lex_state = 0, .external_lex_state = 4},
  [10] = {.lex_state = 0, .external_lex_state = 3},
  [11] = {.lex_state = 0, .external_lex_state = 5},
  [12] = {.lex_state = 0, .external_lex_state = 5},
  [13] = {.lex_state = 0, .external_lex_state = 5},
  [14] = {.lex_state = 0},
  [15] = {.lex_state = 0},
  [16] = {.lex_state = 0},
};

enum {
  ts_external_token_directive = 0,
  ts_external_token_comment = 1,
  ts_external_token_keyword = 2,
  ts_external_token_text = 3,
  ts_external_token_line_continuation = 4,
  ts_external_token_blank_line = 5,
  ts_external_token__line_end = 6,
  ts_external_token_heredoc_body = 7,
  ts_external_token_heredoc_terminator = 8,
};

static const TSSymbol ts_external_scanner_symbol_map[EXTERNAL_TOKEN_COUNT] = {
  [ts_external_token_directive] = sym_directive,
  [ts_external_token_comment] = sym_comment,
  [ts_external_token_keyword] = sym_keyword,
  [ts_external_token_text] = sym_text,
  [ts_external_token_line_continuation] = sym_line_continuation,
  [ts_external_token_blank_line] = sym_blank_line,
  [ts_external_token__line_end] = sym__line_end,
  [ts_external_token_heredoc_body] = sym_heredoc_body,
  [ts_external_token_heredoc_terminator] = sym_heredoc_terminator,
};

static const bool ts_external_scanner_states[6][EXTERNAL_TOKEN_COUNT] = {
  [1] = {
    [ts_external_token_directive] = true,
    [ts_external_token_comment] = true,
    [ts_external_token_keyword] = true,
    [ts_external_token_text] = true,
    [ts_external_token_line_continuation] = true,
    [ts_external_token_blank_line] = true,
    [ts_external_token__line_end] = true,
    [ts_external_token_heredoc_body] = true,
    [ts_external_token_heredoc_terminator] = true,
  },
  [2] = {
    [ts_external_token_directive] = true,
    [ts_external_token_comment] = true,
    [ts_external_token_keyword] = true,
    [ts_external_token_text] = true,
    [ts_external_token_line_continuation] = true,
    [ts_external_token__line_end] = true,
  },
  [3] = {
    [ts_external_token_directive] = true,
    [ts_external_token_comment] = true,
    [ts_external_token_keyword] = true,
    [ts_external_token_text] = true,
    [ts_external_token_line_continuation] = true,
    [ts_external_token__line_end] = true,
    [ts_external_token_heredoc_body] = true,
  },
  [4] = {
    [ts_external_token_directive] = true,
    [ts_external_token_comment] = true,
    [ts_external_token_keyword] = true,
    [ts_external_token_text] = true,
    [ts_external_token_line_continuation] = true,
    [ts_external_token__line_end] = true,
    [ts_external_token_heredoc_body] = true,
    [ts_external_token_heredoc_terminator] = true,
  },
  [5] = {
    [ts_external_token_comment] = true,
    [ts_external_token_text] = true,
    [ts_external_token_line_continuation] = true,
    [ts_external_token_blank_line] = true,
    [ts_external_token__line_end] = true,
  },
};

static const uint16_t ts_parse_table[LARGE_STATE_COUNT][SYMBOL_COUNT] = {
  [0] = {
    [ts_builtin_sym_end] = ACTIONS(1),
    [sym_directive] = ACTIONS(1),
    [sym_comment] = ACTIONS(1),
    [sym_keyword] = ACTIONS(1),
    [sym_text] = ACTIONS(1),
    [sym_line_continuation] = ACTIONS(1),
    [sym_blank_line] = ACTIONS(1),
    [sym__line_end] = ACTIONS(1),
    [sym_heredoc_body] = ACTIONS(1),
    [sym_heredoc_terminator] = ACTIONS(1),
  },
  [1] = {
    [sym_source_file] = STATE(15),
    [sym_instruction] = STATE(7),
    [aux_sym_source_file_repeat1] = STATE(7),
    [ts_builtin_sym_end] = ACTIONS(3),
    [sym_directive] = ACTIONS(5),
    [sym_comment] = ACTIONS(5),
    [sym_keyword] = ACTIONS(7),
    [sym_text] = ACTIONS(7),
    [sym_line_continuation] = ACTIONS(7),
    [sym__line_end] = ACTIONS(9),
  },
  [2] = {
    [sym_heredoc] = STATE(3),
    [aux_sym_instruction_repeat2] = STATE(3),
    [ts_builtin_sym_end] = ACTIONS(11),
    [sym_directive] = ACTIONS(11),
    [sym_comment] = ACTIONS(11),
    [sym_keyword] = ACTIONS(11),
    [sym_text] = ACTIONS(11),
    [sym_line_continuation] = ACTIONS(11),
    [sym__line_end] = ACTIONS(11),
    [sym_heredoc_body] = ACTIONS(13),
  },
  [3] = {
    [sym_heredoc] = STATE(5),
    [aux_sym_instruction_repeat2] = STATE(5),
    [ts_builtin_sym_end] = ACTIONS(15),
    [sym_directive] = ACTIONS(15),
    [sym_comment] = ACTIONS(15),
    [sym_keyword] = ACTIONS(15),
    [sym_text] = ACTIONS(15),
    [sym_line_continuation] = ACTIONS(15),
    [sym__line_end] = ACTIONS(15),
    [sym_heredoc_body] = ACTIONS(13),
  },
  [4] = {
    [sym_heredoc] = STATE(6),
    [aux_sym_instruction_repeat2] = STATE(6),
    [ts_builtin_sym_end] = ACTIONS(15),
    [sym_directive] = ACTIONS(15),
    [sym_comment] = ACTIONS(15),
    [sym_keyword] = ACTIONS(15),
    [sym_text] = ACTIONS(15),
    [sym_line_continuation] = ACTIONS(15),
    [sym__line_end] = ACTIONS(15),
    [sym_heredoc_body] = ACTIONS(13),
  },
  [5] = {
    [sym_heredoc] = STATE(5),
    [aux_sym_instruction_repeat2] = STATE(5),
    [ts_builtin_sym_end] = ACTIONS(17),
    [sym_directive] = ACTIONS(17),
    [sym_comment] = ACTIONS(17),
    [sym_keyword] = ACTIONS(17),
    [sym_text] = ACTIONS(17),
    [sym_line_continuation] = ACTIONS(17),
    [sym__line_end] = ACTIONS(17),
    [sym_heredoc_body] = ACTIONS(19),
  },
  [6] = {
    [sym_heredoc] = STATE(5),
    [aux_sym_instruction_repeat2] = STATE(5),
    [ts_builtin_sym_end] = ACTIONS(22),
    [sym_directive] = ACTIONS(22),
    [sym_comment] = ACTIONS(22),
    [sym_keyword] = ACTIONS(22),
    [sym_text] = ACTIONS(22),
    [sym_line_continuation] = ACTIONS(22),
    [sym__line_end] = ACTIONS(22),
    [sym_heredoc_body] = ACTIONS(13),
  },
  [7] = {
    [sym_instruction] = STATE(8),
    [aux_sym_source_file_repeat1] = STATE(8),
    [ts_builtin_sym_end] = ACTIONS(24),
    [sym_directive] = ACTIONS(26),
    [sym_comment] = ACTIONS(26),
    [sym_keyword] = ACTIONS(7),
    [sym_text] = ACTIONS(7),
    [sym_line_continuation] = ACTIONS(7),
    [sym__line_end] = ACTIONS(28),
  },
  [8] = {
    [sym_instruction] = STATE(8),
    [aux_sym_source_file_repeat1] = STATE(8),
    [ts_builtin_sym_end] = ACTIONS(30),
    [sym_directive] = ACTIONS(32),
    [sym_comment] = ACTIONS(32),
    [sym_keyword] = ACTIONS(35),
    [sym_text] = ACTIONS(35),
    [sym_line_continuation] = ACTIONS(35),
    [sym__line_end] = ACTIONS(30),
  },
  [9] = {
    [ts_builtin_sym_end] = ACTIONS(38),
    [sym_directive] = ACTIONS(38),
    [sym_comment] = ACTIONS(38),
    [sym_keyword] = ACTIONS(38),
    [sym_text] = ACTIONS(38),
    [sym_line_continuation] = ACTIONS(38),
    [sym__line_end] = ACTIONS(38),
    [sym_heredoc_body] = ACTIONS(38),
    [sym_heredoc_terminator] = ACTIONS(40),
  },
};

static const uint16_t ts_small_parse_table[] = {
  [0] = 1,
    ACTIONS(42), 8,
      sym_directive,
      sym_comment,
      sym_keyword,
      sym_text,
      sym_line_continuation,
      sym__line_end,
      sym_heredoc_body,
      ts_builtin_sym_end,
  [11] = 3,
    ACTIONS(46), 1,
      sym__line_end,
    STATE(12), 1,
      aux_sym_instruction_repeat1,
    ACTIONS(44), 4,
      sym_comment,
      sym_text,
      sym_line_continuation,
      sym_blank_line,
  [24] = 3,
    ACTIONS(50), 1,
      sym__line_end,
    STATE(13), 1,
      aux_sym_instruction_repeat1,
    ACTIONS(48), 4,
      sym_comment,
      sym_text,
      sym_line_continuation,
      sym_blank_line,
  [37] = 3,
    ACTIONS(55), 1,
      sym__line_end,
    STATE(13), 1,
      aux_sym_instruction_repeat1,
    ACTIONS(52), 4,
      sym_comment,
      sym_text,
      sym_line_continuation,
      sym_blank_line,
  [50] = 1,
    ACTIONS(24), 1,
      ts_builtin_sym_end,
  [54] = 1,
    ACTIONS(57), 1,
      ts_builtin_sym_end,
  [58] = 1,
    ACTIONS(59), 1,
      ts_builtin_sym_end,
};

static const uint32_t ts_small_parse_table_map[] = {
  [SMALL_STATE(10)] = 0,
  [SMALL_STATE(11)] = 11,
  [SMALL_STATE(12)] = 24,
  [SMALL_STATE(13)] = 37,
  [SMALL_STATE(14)] = 50,
  [SMALL_STATE(15)] = 54,
  [SMALL_STATE(16)] = 58,
};

static const TSParseActionEntry ts_parse_actions[] = {
  [0] = {.entry = {.count = 0, .reusable = false}},
  [1] = {.entry = {.count = 1, .reusable = false}}, RECOVER(),
  [3] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_source_file, 0),
  [5] = {.entry = {.count = 1, .reusable = true}}, SHIFT(7),
  [7] = {.entry = {.count = 1, .reusable = true}}, SHIFT(11),
  [9] = {.entry = {.count = 1, .reusable = true}}, SHIFT(14),
  [11] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_instruction, 2),
  [13] = {.entry = {.count = 1, .reusable = true}}, SHIFT(9),
  [15] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_instruction, 3),
  [17] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_instruction_repeat2, 2),
  [19] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_instruction_repeat2, 2), SHIFT_REPEAT(9),
  [22] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_instruction, 4),
  [24] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_source_file, 1),
  [26] = {.entry = {.count = 1, .reusable = true}}, SHIFT(8),
  [28] = {.entry = {.count = 1, .reusable = true}}, SHIFT(16),
  [30] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_source_file_repeat1, 2),
  [32] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_source_file_repeat1, 2), SHIFT_REPEAT(8),
  [35] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_source_file_repeat1, 2), SHIFT_REPEAT(11),
  [38] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_heredoc, 1),
  [40] = {.entry = {.count = 1, .reusable = true}}, SHIFT(10),
  [42] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_heredoc, 2),
  [44] = {.entry = {.count = 1, .reusable = true}}, SHIFT(12),
  [46] = {.entry = {.count = 1, .reusable = true}}, SHIFT(2),
  [48] = {.entry = {.count = 1, .reusable = true}}, SHIFT(13),
  [50] = {.entry = {.count = 1, .reusable = true}}, SHIFT(4),
  [52] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_instruction_repeat1, 2), SHIFT_REPEAT(13),
  [55] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_instruction_repeat1, 2),
  [57] = {.entry = {.count = 1, .reusable = true}},  ACCEPT_INPUT(),
  [59] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_source_file, 2),
};

#ifdef __cplusplus
extern "C" {
#endif
void *tree_sitter_dockerfile_external_scanner_create(void);
void tree_sitter_dockerfile_external_scanner_destroy(void *);
bool tree_sitter_dockerfile_external_scanner_scan(void *, TSLexer *, const bool *);
unsigned tree_sitter_dockerfile_external_scanner_serialize(void *, char *);
void tree_sitter_dockerfile_external_scanner_deserialize(void *, const char *, unsigned);

#ifdef _WIN32
#define extern __declspec(dllexport)
#endif

extern const TSLanguage *tree_sitter_dockerfile(void) {
  static const TSLanguage language = {
    .version = LANGUAGE_VERSION,
    .symbol_count = SYMBOL_COUNT,
    .alias_count = ALIAS_COUNT,
    .token_count = TOKEN_COUNT,
    .external_token_count = EXTERNAL_TOKEN_COUNT,
    .state_count = STATE_COUNT,
    .large_state_count = LARGE_STATE_COUNT,
    .production_id_count = PRODUCTION_ID_COUNT,
    .field_count = FIELD_COUNT,
    .max_alias_sequence_length = MAX_ALIAS_SEQUENCE_LENGTH,
    .parse_table = &ts_parse_table[0][0],
    .small_parse_table = ts_small_parse_table,
    .small_parse_table_map = ts_small_parse_table_map,
    .parse_actions = ts_parse_actions,
    .symbol_names = ts_symbol_names,
    .symbol_metadata = ts_symbol_metadata,
    .public_symbol_map = ts_symbol_map,
    .alias_map = ts_non_terminal_alias_map,
    .alias_sequences = &ts_alias_sequences[0][0],
    .lex_modes = ts_lex_modes,
    .lex_fn = ts_lex,
    .external_scanner = {
      &ts_external_scanner_states[0][0],
      ts_external_scanner_symbol_map,
      tree_sitter_dockerfile_external_scanner_create,
      tree_sitter_dockerfile_external_scanner_destroy,
      tree_sitter_dockerfile_external_scanner_scan,
      tree_sitter_dockerfile_external_scanner_serialize,
      tree_sitter_dockerfile_external_scanner_deserialize,
    },
    .primary_state_ids = ts_primary_state_ids,
  };
  return &language;
}
#ifdef __cplusplus
}
#endif
