// The grammar takes every input, in time that grows with its size only.
#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <memory>
#include <random>

#include "dockerfile/parse.h"
#include "hostile.h"

extern "C" const TSLanguage* tree_sitter_dockerfile(void);

namespace plimsoll::dockerfile {
namespace {

bool parses(std::string_view text) {
  const std::unique_ptr<TSParser, decltype(&ts_parser_delete)> parser(ts_parser_new(), ts_parser_delete);
  ts_parser_set_language(parser.get(), tree_sitter_dockerfile());
  const std::unique_ptr<TSTree, decltype(&ts_tree_delete)> tree(
      ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<uint32_t>(text.size())), ts_tree_delete);
  return !ts_node_has_error(ts_tree_root_node(tree.get()));
}

// All places lie in the file, in order, and spell what the tree says.
void check_places(const Source& source) {
  const auto file = parse(source);
  uint32_t end = 0;
  for (const auto& instruction : file->instructions) {
    ASSERT_LE(end, instruction->span.begin);
    ASSERT_LE(instruction->span.begin, instruction->span.end);
    ASSERT_TRUE(instruction->whole.contains(instruction->span));
    end = instruction->whole.end;
    for (const Heredoc& heredoc : instruction->heredocs) {
      ASSERT_EQ(source.text(heredoc.marker.span).front(), heredoc.marker.text.front());
      ASSERT_LE(heredoc.body.end, heredoc.terminator.begin);
    }
    for (Span span : instruction->continuations) ASSERT_EQ(source.text(span), std::string(1, file->escape));
    for (Span span : instruction->comments) ASSERT_EQ(source.text(span).front(), '#');
    for (const Flag& flag : instruction->flags) ASSERT_TRUE(source.text(flag.word.span).starts_with("-"));
  }
  ASSERT_LE(end, source.text().size());
  dump(*file);
}

TEST(DockerfileGrammar, TakesEveryInput) {
  static constexpr std::string_view kParts[] = {"RUN",
                                                "COPY",
                                                "ONBUILD ",
                                                "FROM a",
                                                "ENV ",
                                                "HEALTHCHECK CMD ",
                                                "RUN --mount=type=a,",
                                                "<<A",
                                                "<<-'B'",
                                                "A",
                                                "B",
                                                "\n",
                                                "\n",
                                                "\n",
                                                "\r\n",
                                                "\r",
                                                "\\",
                                                "\\\n",
                                                "`\n",
                                                " ",
                                                "\t",
                                                "#",
                                                "# escape=`\n",
                                                "# syntax=x\n",
                                                "#!",
                                                "\"",
                                                "'",
                                                "[\"a\"]",
                                                "[",
                                                "]",
                                                ",",
                                                "$",
                                                "${",
                                                "${a:-",
                                                "}",
                                                "=",
                                                "--",
                                                "--x=",
                                                std::string_view("\0", 1),
                                                "\xFF",
                                                "\xC3",
                                                "\xE2\x80\xA8",
                                                "\xC2\xA0",
                                                "\xEF\xBB\xBF",
                                                "é",
                                                "<",
                                                "/",
                                                "x"};
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto left = random() % 24; left > 0; --left) text += kParts[random() % std::size(kParts)];
    ASSERT_TRUE(parses(text)) << testing::PrintToString(text);
    const Source source("Dockerfile", text);
    check_places(source);
    if (HasFatalFailure()) FAIL() << testing::PrintToString(text);
  }
}

std::string repeated(std::string_view part, size_t times) {
  std::string text;
  for (; times > 0; --times) text += part;
  return text;
}

// A quadratic reader would take minutes over these.
TEST(DockerfileGrammar, TakesLinearTime) {
  constexpr size_t kMany = hostile(40'000);
  const std::string inputs[] = {
      "RUN " + std::string(hostile(4 << 20), 'x'),
      "RUN " + repeated("a \\\n", kMany),
      "RUN " + repeated("a \\\n# c\n\n", kMany),
      "RUN " + repeated("\\ ", kMany * 10),
      "RUN a\\" + std::string(kMany * 10, ' ') + "x",
      repeated("RUN <<A\nb\nA\n", kMany),
      "RUN " + repeated("<<A ", kMany) + "\n" + repeated("A\n", kMany),
      "RUN " + repeated("${a:-", kMany),
      "RUN " + repeated("$(", kMany) + " <<A\n",
      "RUN <<" + std::string(hostile(1 << 19), 'A') + "\nx\n",
      "RUN <<A\n" + repeated("A ", kMany) + "\n" + repeated("AA\n", kMany),
      "CMD [" + repeated("\"a\",", kMany) + "\"b\"]",
      "CMD [" + repeated("[", kMany),
      "CMD [\"" + repeated("\\u0041\\\n", kMany) + "\"]",
      "RUN --mount=" + repeated("a=b,", kMany) + " x",
      "RUN " + repeated("--mount=a=b ", kMany) + " x",
      "COPY " + repeated("a \\\n", kMany) + "b",
      "ENV " + repeated("a=b ", kMany),
      repeated("ONBUILD ", kMany),
      repeated("\\\n", kMany),
      repeated("\r", kMany * 10),
      repeated("\n", kMany * 10),
      repeated("# c\n", kMany),
      repeated("x\n", kMany),
      std::string(hostile(1 << 19), '\0'),
      std::string(hostile(1 << 19), '\xFF'),
      "#" + std::string(hostile(1 << 19), ' ') + "escape" + std::string(hostile(1 << 19), ' ') + "=",
  };
  for (const std::string& text : inputs) {
    EXPECT_TRUE(parses(text));
    const Source source("Dockerfile", text);
    check_places(source);
  }
}

TEST(DockerfileGrammar, IgnoresHeredocsBeyondItsLimits) {
  const Source source("Dockerfile", "RUN " + repeated("<<A ", 200) + "\n" + repeated("A\n", 200));
  const auto file = parse(source);
  EXPECT_EQ(file->instructions[0]->heredocs.size(), 120u);
  EXPECT_EQ(file->instructions.size(), 81u);
}

}  // namespace
}  // namespace plimsoll::dockerfile
