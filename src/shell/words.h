// What the words of a script stand for, once quotes and escapes are read. Used by the parser only.
#pragma once

#include <string_view>

#include "mapped_text.h"
#include "shell/lex.h"
#include "shell/script.h"

namespace plimsoll::shell {

// The word at [begin, end) of the text that was lexed.
Word word_at(const MappedText& text, const Lexed& lexed, uint32_t begin, uint32_t end);

// The same as text for another shell to read: quotes and escapes are gone, variables stay as they are written, command
// substitutions become $(): their commands belong to the script around.
MappedText argument_at(const MappedText& text, const Lexed& lexed, uint32_t begin, uint32_t end);

// The inside of backquotes without the backslashes that keep \ $ and ` from it.
MappedText inside_of_backquotes(const MappedText& text, Span inside);

}  // namespace plimsoll::shell
