#include <gtest/gtest.h>

#include "dockerfile/parse.h"

namespace plimsoll::dockerfile {
namespace {

struct Case {
  std::string_view source;
  std::string_view dump;
};

std::string dump_of(std::string_view text) {
  const Source source("Dockerfile", std::string(text));
  return dump(*parse(source));
}

void expect(std::initializer_list<Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(dump_of(c.source), "(file" + std::string(c.dump) + ")") << c.source;
}

TEST(DockerfileParse, Instructions) {
  expect({
      {"", ""},
      {"\n \t\n", ""},
      {"FROM debian:12", R"( (from "debian:12"))"},
      {"from debian As base\n", R"( (from "debian" as "base"))"},
      {"FROM --platform=$P debian AS", R"( (from --platform=$P "debian" as))"},
      {"FROM a b c", R"( (from "a" extra ["b" "c"]))"},
      {"FROM a AS b c", R"( (from "a" as "b" extra ["c"]))"},
      {"FROM", " (from)"},
      {"ARG V=1\nFROM a:$V", R"( (arg ["V"="1"]) (from "a:$V"))"},
      {"ARG a b= c=\"x y\" d='1 2'", R"( (arg ["a"] ["b"=""] ["c"="\"x y\""] ["d"="'1 2'"]))"},
      {"RUN make  -j 2 ", R"( (run shell "make  -j 2"))"},
      {"RUN", R"( (run shell ""))"},
      {"RUN --network=none --security=insecure x --y", R"( (run --network=none --security=insecure shell "x --y"))"},
      {"CMD --x y", R"( (cmd --x shell "y"))"},
      {"CMD -- --x y", R"( (cmd shell "--x y"))"},
      {"EXPOSE 80 443/tcp \"81 82\"", R"( (expose ["80" "443/tcp" "\"81" "82\""]))"},
      {"VOLUME /a /b", R"( (volume ["/a" "/b"]))"},
      {"VOLUME [\"/a b\", \"/c\"]", R"( (volume ["/a b" "/c"]))"},
      {"USER a b:c", R"( (user "a b:c"))"},
      {"WORKDIR /a b ", R"( (workdir "/a b"))"},
      {"WORKDIR", " (workdir)"},
      {"STOPSIGNAL 9", R"( (stopsignal "9"))"},
      {"MAINTAINER Me <me@x.org>", R"( (maintainer "Me <me@x.org>"))"},
      {"SHELL [\"pwsh\", \"-c\"]", R"( (shell exec ["pwsh" "-c"]))"},
      {"HEALTHCHECK --interval=5s CMD curl --fail x", R"( (healthcheck --interval=5s "CMD" shell "curl --fail x"))"},
      {"HEALTHCHECK cmd [\"a\"]", R"( (healthcheck "cmd" exec ["a"]))"},
      {"HEALTHCHECK none", R"( (healthcheck none "none" shell ""))"},
      {"FORM x y\nRUN z", R"( (unknown "FORM" "x y") (run shell "z"))"},
      {"RUNx y", R"( (unknown "RUNx" "y"))"},
  });
}

TEST(DockerfileParse, Pairs) {
  expect({
      {"ENV A b c ", R"( (env ["A" "b c"]))"},
      {"ENV A\t\"b\" = c", R"( (env ["A" "\"b\" = c"]))"},
      {"ENV A", R"( (env ["A"]))"},
      {"ENV A=1 B=\"x y\" C=p\\ q D='a=b'", R"( (env ["A"="1"] ["B"="\"x y\""] ["C"="p\\ q"] ["D"="'a=b'"]))"},
      {"ENV A=1 B", R"( (env ["A"="1"] ["B"]))"},
      {"ENV A=\"x'\\\" y\" B='\\' C=1", R"( (env ["A"="\"x'\\\" y\""] ["B"="'\\'"] ["C"="1"]))"},
      {"# escape=`\nENV A=C:\\ B=x` y", R"( escape=` (directive escape=`) (env ["A"="C:\\"] ["B"="x` y"]))"},
      {"LABEL \"a b\"=c d.e=\"f\"", R"( (label ["\"a b\""="c"] ["d.e"="\"f\""]))"},
      {"LABEL a b c", R"( (label ["a" "b c"]))"},
      {"ENV A=\"open b", R"( (env ["A"="\"open b"]))"},
      {"LABEL", " (label)"},
  });
}

TEST(DockerfileParse, ExecForm) {
  expect({
      {R"(CMD ["a", "b c",""])", R"( (cmd exec ["a" "b c" ""]))"},
      {"CMD []", R"( (cmd exec []))"},
      {R"(CMD [ "a" ] )", R"( (cmd exec ["a"]))"},
      {R"(CMD ["\"\\\/\b\f\n\r\tA\u00e9\ud83d\ude00\ud83dx"])",
       " (cmd exec [\"\\\"\\\\/\\x08\\x0c\\n\\r\\tA\u00e9\U0001F600\uFFFDx\"])"},
      {R"(CMD ['a'])", R"( (cmd malformed "['a']"))"},
      {R"(CMD ["a",])", R"( (cmd malformed "[\"a\",]"))"},
      {R"(CMD ["a" "b"])", R"( (cmd malformed "[\"a\" \"b\"]"))"},
      {R"(CMD ["a", 1, -2.5e+3, null, {"b":[true]}])", R"( (cmd exec ["a" "1" "-2.5e+3" "null" "{\"b\":[true]}"]))"},
      {R"(CMD ["a", 01])", R"( (cmd malformed "[\"a\", 01]"))"},
      {R"(CMD ["a", {b}])", R"( (cmd malformed "[\"a\", {b}]"))"},
      {R"(CMD ["a"] x)", R"( (cmd malformed "[\"a\"] x"))"},
      {R"(CMD ["\x"])", R"( (cmd malformed "[\"\\x\"]"))"},
      {R"(CMD ["\u12"])", R"( (cmd malformed "[\"\\u12\"]"))"},
      {"CMD [\"a\tb\"]", R"( (cmd malformed "[\"a\tb\"]"))"},
      {R"(CMD ["a)", R"( (cmd malformed "[\"a"))"},
      {R"(ENTRYPOINT ["a"])", R"( (entrypoint exec ["a"]))"},
      {"RUN [\"a\", \\\n  \"b\\\nc\"]", R"( (run exec ["a" "bc"]))"},
  });
}

TEST(DockerfileParse, ArraysOfOtherThings) {
  const Source source("Dockerfile", "CMD [\"a\", 1, [2]]\nCOPY [\"a\", null]\nVOLUME [a]\nRUN [ -f x ]\n");
  const auto file = parse(source);
  const auto text = [&](size_t instruction, size_t element) {
    return source.text(file->instructions[instruction]->non_strings.at(element).span);
  };
  EXPECT_EQ(text(0, 0), "1");
  EXPECT_EQ(text(0, 1), "[2]");
  EXPECT_EQ(text(1, 0), "null");
  EXPECT_FALSE(file->instructions[0]->malformed_array);
  EXPECT_EQ(source.text(file->instructions[2]->malformed_array->span), "[a]");
  EXPECT_EQ(source.text(file->instructions[3]->malformed_array->span), "[ -f x ]");
}

TEST(DockerfileParse, Transfer) {
  expect({
      {"COPY a b \"c d\" /x/", R"( (copy ["a" "b" "\"c" "d\""] -> "/x/"))"},
      {"COPY a", R"( (copy ["a"]))"},
      {"COPY", R"( (copy []))"},
      {"COPY --from=base --link --chown=\"a b\":c x y", R"( (copy --from=base --link --chown="a b":c ["x"] -> "y"))"},
      {"ADD [\"a b\", \"c\"]", R"( (add exec ["a b"] -> "c"))"},
      {"ADD [a] b", R"( (add ["[a]"] -> "b"))"},
      {"COPY <<a <<-'b' x /d\n1\na\n\t2\n\tb\nUSER u",
       R"( (copy ["<<a" "<<-'b'" "x"] -> "/d" heredoc "a" "1\n" heredoc- "b" literal "\t2\n") (user "u"))"},
  });
}

TEST(DockerfileParse, Mounts) {
  expect({
      {"RUN --mount=type=cache,target=/x,readonly --mount=target=$A,ID=b make",
       R"( (run --mount=[type=cache,target=/x,readonly] --mount=[target=$A,ID=b] shell "make"))"},
      {"RUN --mount=\"type=bind,target=/x\" y", R"( (run --mount=[type=bind,target=/x] shell "y"))"},
      {"RUN --mount=type=bind,'target=/a b' y", R"( (run --mount=[type=bind,target=/a b] shell "y"))"},
      {"RUN --mount=type=\"bind\",target=/a\\,b y", R"( (run --mount=[type=bind,target=/a,b] shell "y"))"},
      {"RUN --mount=a=1,\\\"b=2,3\\\",c=4 y", R"( (run --mount=[a=1,b=2,3,c=4] shell "y"))"},
      {"RUN --mount y", R"( (run --mount shell "y"))"},
      {"RUN --mount= y", R"( (run --mount=[] shell "y"))"},
  });
  const Source source("Dockerfile", "RUN --mount=TYPE=cache,type=bind,dst=/d,src=/s --mount=from=x y");
  const auto file = parse(source);
  const auto& mounts = static_cast<const dockerfile::Run&>(*file->instructions[0]).mounts;
  EXPECT_EQ(mounts[0].type(), "bind");
  EXPECT_EQ(mounts[0].field("target")->value->text, "/d");
  EXPECT_EQ(mounts[0].field("source")->value->text, "/s");
  EXPECT_EQ(mounts[0].field("dst")->value->text, "/d");
  EXPECT_EQ(mounts[0].field("id"), nullptr);
  EXPECT_EQ(mounts[1].type(), "bind");
}

TEST(DockerfileParse, Directives) {
  expect({
      {"# syntax=docker/dockerfile:1 \n#Escape = ` \n#check=skip=a;error=true\nRUN a `\n b",
       " escape=` (directive syntax=docker/dockerfile:1) (directive Escape=`) (directive check=skip=a;error=true)"
       R"( (run shell "a  b"))"},
      {"#a\n# escape=`\n", R"( (comment "#a") (comment "# escape=`"))"},
      {"\n# escape=`\n", R"( (comment "# escape=`"))"},
      {"# escape=`\n\n# syntax=x", R"( escape=` (directive escape=`) (comment "# syntax=x"))"},
      {"  # escape=`", " escape=` (directive escape=`)"},
      {"FROM a\n# escape=`\n", R"( (from "a") (comment "# escape=`"))"},
      {"# other=`\n# escape=`\n", R"( (comment "# other=`") (comment "# escape=`"))"},
      {"# escape=x\nRUN a\\\nb", R"( (directive escape=x) (run shell "ab"))"},
      {"# escape=``\nRUN a\\\nb", R"( (directive escape=``) (run shell "ab"))"},
      {"# escape=`\n# escape=\\\nRUN a`\nb", R"( escape=` (directive escape=`) (directive escape=\) (run shell "ab"))"},
      {"#!/bin/x\n# syntax=y\n# escape=`\nRUN a\\\nb",
       R"( (directive syntax=y) (directive escape=`) (run shell "ab") (comment "#!/bin/x"))"},
      {"\xEF\xBB\xBF# escape=`\r\nRUN a`\r\nb\r\n", R"( escape=` (directive escape=`) (run shell "ab"))"},
      {"# escape=\n", R"( (comment "# escape="))"},
      {"# escape\n", R"( (comment "# escape"))"},
  });
}

TEST(DockerfileParse, Continuations) {
  expect({
      {"RUN a \\\n  b", R"( (run shell "a   b"))"},
      {"RUN a \\ \t\n  b", R"( (run shell "a   b"))"},
      {"RUN a \\\r\n  b\r\nUSER x\r\n", R"( (run shell "a   b") (user "x"))"},
      {"RUN a \\\\\nUSER b", R"( (run shell "a \\\\") (user "b"))"},
      {"RUN a \\\\\\\nUSER b", R"( (run shell "a \\\\\\") (user "b"))"},
      {"RUN a \\x\nUSER b", R"( (run shell "a \\x") (user "b"))"},
      {"RUN a \\ \\\nb", R"( (run shell "a \\ b"))"},
      {"RUN a \\", R"( (run shell "a"))"},
      {"RUN a \\\n", R"( (run shell "a"))"},
      {"RUN a \\\n\n # c \\\n\t\nb\nUSER x", R"( (run shell "a b" blank-lines=2) (user "x") (comment "# c \\"))"},
      {"RUN a \\\n\\\n  \\\nb", R"( (run shell "a   b"))"},
      {"RUN a \\\n# b\n# c", R"( (run shell "a") (comment "# b") (comment "# c"))"},
      {"FR\\\nOM \\\na", R"( (from "a"))"},
      {"\\\nFROM a", R"( (from "a"))"},
      {"  \\\n  FROM a", R"( (from "a"))"},
      {"FO\\\nO a", R"( (unknown "FO" "a"))"},
      {"\\", R"( (unknown "" ""))"},
      {"\\x y", R"( (unknown "\\x" "y"))"},
      {"RUN\\\n a", R"( (run shell "a"))"},
      {"RUN \\\n --mount=type=cache,\\\n target=/x a", R"( (run --mount=[type=cache,] shell "target=/x a"))"},
      {"# c \\\nUSER x", R"( (user "x") (comment "# c \\"))"},
      {"USER a\rb\r", R"( (user "a\rb"))"},
      {"USER a \xC2\xA0\n", R"( (user "a"))"},
      {"COPY \\\n  a \\\n  b c/", R"( (copy ["a" "b"] -> "c/"))"},
  });
}

TEST(DockerfileParse, Heredocs) {
  expect({
      {"RUN <<EOF\na\n# b\nEOF\nUSER x", R"( (run shell "<<EOF" heredoc "EOF" "a\n# b\n") (user "x"))"},
      {"RUN <<EOF\r\na\r\nEOF\r\nUSER x", R"( (run shell "<<EOF" heredoc "EOF" "a\r\n") (user "x"))"},
      {"RUN cat <<A 3<<-\"B C\" > x\n1\nA\n\t2\n\t\tB C\n",
       R"( (run shell "cat <<A 3<<-\"B C\" > x" heredoc "A" "1\n" heredoc- "B C" literal "\t2\n"))"},
      {"RUN <<EOF\nEOF", R"( (run shell "<<EOF" heredoc "EOF" ""))"},
      {"RUN <<EOF\n EOF\nEOF \nEOFX\nEO\n",
       R"( (run shell "<<EOF" heredoc "EOF" " EOF\nEOF \nEOFX\nEO\n" unterminated))"},
      {"RUN <<EOF", R"( (run shell "<<EOF" heredoc "EOF" "" unterminated))"},
      {"RUN <<A <<'B'\nx",
       R"( (run shell "<<A <<'B'" heredoc "A" "x" unterminated heredoc "B" literal "" unterminated))"},
      {"RUN << EOF\nx\nEOF", R"( (run shell "<< EOF" heredoc "EOF" "x\n"))"},
      {"RUN <<E\"O\"F\nx\nEOF", R"( (run shell "<<E\"O\"F" heredoc "EOF" literal "x\n"))"},
      {"RUN <<\\EOF\nx\nEOF", R"( (run shell "<<\\EOF" heredoc "EOF" "x\n"))"},
      {"RUN <<$X\nx\n$X", R"( (run shell "<<$X" heredoc "$X" "x\n"))"},
      {"RUN <<É\nx\nÉ", R"( (run shell "<<É" heredoc "É" "x\n"))"},
      {"RUN <<EOF \\\n && b\nx\nEOF", R"( (run shell "<<EOF  && b" heredoc "EOF" "x\n"))"},
      {"RUN a \\\n# <<N\n <<EOF\nx\nEOF", R"( (run shell "a  <<EOF" heredoc "EOF" "x\n") (comment "# <<N"))"},
      {"R\\\nUN <<EOF\nx\nEOF", R"( (run shell "<<EOF" heredoc "EOF" "x\n"))"},
      {"\\\nRUN <<EOF\nx\nEOF", R"( (run shell "<<EOF" heredoc "EOF" "x\n"))"},
      {"\\\n  RUN <<EOF\nx\nEOF", R"( (run shell "<<EOF" heredoc "EOF" "x\n"))"},
      {"add <<EOF /x\nx\nEOF", R"( (add ["<<EOF"] -> "/x" heredoc "EOF" "x\n"))"},
      {"ONBUILD RUN <<EOF\nx\nEOF", R"( (onbuild (run shell "<<EOF" heredoc "EOF" "x\n")))"},
      {"ONBUILD COPY <<EOF /x\nx\nEOF", R"( (onbuild (copy ["<<EOF"] -> "/x" heredoc "EOF" "x\n")))"},
      {"RUN --mount=type=cache,target=/x <<EOF\nEOF",
       R"( (run --mount=[type=cache,target=/x] shell "<<EOF" heredoc "EOF" ""))"},
      // The builder splits words inside of ${…}, too.
      {"RUN ${a:-x <<A}\nUSER x\nA}", R"( (run shell "${a:-x <<A}" heredoc "A}" "USER x\n"))"},
      // None of these announces a heredoc.
      {"CMD <<A\nUSER x", R"( (cmd shell "<<A") (user "x"))"},
      {"RUN cat<<A\nUSER x", R"( (run shell "cat<<A") (user "x"))"},
      {"RUN cat <<<A\nUSER x", R"( (run shell "cat <<<A") (user "x"))"},
      {"RUN \"<<A\" '<<B' \\<<C\nUSER x", R"( (run shell "\"<<A\" '<<B' \\<<C") (user "x"))"},
      {"RUN [\"x\", \"<<A\"]\nUSER x", R"( (run exec ["x" "<<A"]) (user "x"))"},
      {"RUN it's <<A\nUSER x", R"( (run shell "it's <<A") (user "x"))"},
      {"RUN ${a <<A\nUSER x", R"( (run shell "${a <<A") (user "x"))"},
      {"RUN <<\nUSER x", R"( (run shell "<<") (user "x"))"},
      {"RUN <<''\nUSER x", R"( (run shell "<<''") (user "x"))"},
      {"ONBUILD ONBUILD RUN <<A\nUSER x", R"( (onbuild (onbuild (run shell "<<A"))) (user "x"))"},
  });
}

TEST(DockerfileParse, Onbuild) {
  expect({
      {"ONBUILD", " (onbuild)"},
      {"ONBUILD RUN --mount=target=/x [\"a\"]", R"( (onbuild (run --mount=[target=/x] exec ["a"])))"},
      {"ONBUILD copy \\\n a b", R"( (onbuild (copy ["a"] -> "b")))"},
      {"ONBUILD FOO x", R"( (onbuild (unknown "FOO" "x")))"},
      {"ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD USER x", " (onbuild (onbuild (onbuild (onbuild (onbuild)))))"},
  });
  const Source source("Dockerfile", "ONBUILD \\\n  RUN  a  \n");
  const auto file = parse(source);
  const auto& onbuild = static_cast<const Onbuild&>(*file->instructions[0]);
  EXPECT_EQ(onbuild.trigger->trigger_of, &onbuild);
  EXPECT_EQ(source.text(onbuild.trigger->span), "RUN  a");
  EXPECT_EQ(source.text(onbuild.span), "ONBUILD \\\n  RUN  a");
}

// Each word's span spells the word, through continuations and comments.
TEST(DockerfileParse, Places) {
  const Source source("Dockerfile",
                      "\xEF\xBB\xBF# c1\r\nFROM --platform=a\\\r\n# c2\r\n\r\nb im\\\r\n  \\\r\nage AS x  \r\n"
                      "CMD [\"\", \"a\\n\\u0041b\"]\r\n"
                      "  RUN <<-'E' && \\\r\n\t# c3\r\n  y\r\n\tbody\r\n\tE\r\nWORKDIR\r\nENV A=\"b\"\r\n");
  const auto file = parse(source);
  ASSERT_EQ(file->instructions.size(), 5u);
  ASSERT_EQ(file->comments.size(), 3u);
  for (const Comment& comment : file->comments) EXPECT_EQ(source.text(comment.span), comment.text);
  EXPECT_EQ(file->comments[0].text, "# c1");
  EXPECT_EQ(file->comments[2].text, "# c3");

  const auto& from = static_cast<const From&>(*file->instructions[0]);
  EXPECT_EQ(source.text(from.name.span), "FROM");
  EXPECT_EQ(from.flags[0].value->text, "ab");
  EXPECT_EQ(source.text(from.flags[0].value->span), "a\\\r\n# c2\r\n\r\nb");
  EXPECT_EQ(source.text(from.flags[0].name.span), "platform");
  EXPECT_EQ(from.image->text, "im");
  EXPECT_EQ(source.text(from.image->span), "im");
  EXPECT_EQ(from.extra[0].text, "age");
  EXPECT_EQ(source.text(from.extra[0].span), "age");
  EXPECT_TRUE(source.text(from.span).ends_with("AS x"));
  ASSERT_EQ(from.continuations.size(), 3u);
  for (Span span : from.continuations) EXPECT_EQ(source.text(span), "\\");
  ASSERT_EQ(from.blank_lines.size(), 1u);
  EXPECT_EQ(source.text(from.blank_lines[0]), "\r\n");
  EXPECT_EQ(source.text(from.comments[0]), "# c2");

  const auto& cmd = static_cast<const Cmd&>(*file->instructions[1]);
  const Span empty = cmd.command.exec[0].span(0, 0);
  EXPECT_EQ(source.text({empty.begin - 1, empty.end + 1}), "\"\"");
  EXPECT_EQ(source.text(cmd.command.exec[1].span(0, 1)), "a");
  EXPECT_EQ(source.text(cmd.command.exec[1].span(1, 2)), "\\n");
  EXPECT_EQ(source.text(cmd.command.exec[1].span(2, 4)), "\\u0041b");

  const Instruction& run = *file->instructions[2];
  EXPECT_EQ(source.text(run.span), "RUN <<-'E' && \\\r\n\t# c3\r\n  y");
  EXPECT_EQ(source.text(run.heredocs[0].marker.span), "<<-'E'");
  EXPECT_EQ(source.text(run.heredocs[0].body), "\tbody\r\n");
  EXPECT_EQ(source.text(run.heredocs[0].terminator), "E");
  EXPECT_TRUE(source.text(run.whole).ends_with("\tE"));

  const Instruction& workdir = *file->instructions[3];
  EXPECT_EQ(source.text(workdir.span), "WORKDIR");
  EXPECT_EQ(workdir.arguments_span(), (Span{workdir.span.end, workdir.span.end}));

  const auto& env = static_cast<const Env&>(*file->instructions[4]);
  EXPECT_EQ(source.text(env.pairs[0].span), "A=\"b\"");
  EXPECT_EQ(source.text(env.pairs[0].key.span), "A");
  EXPECT_EQ(source.text(env.pairs[0].value->span), "\"b\"");
}

TEST(DockerfileParse, Keywords) {
  EXPECT_EQ(keyword_of("hEaLtHcHeCk"), Keyword::healthcheck);
  EXPECT_EQ(keyword_of("FROMM"), Keyword::unknown);
  EXPECT_EQ(keyword_of(""), Keyword::unknown);
  EXPECT_EQ(name_of(Keyword::shell), "SHELL");
  EXPECT_EQ(name_of(Keyword::unknown), "");
  EXPECT_EQ(flags_of(Keyword::from), std::vector<std::string_view>{"platform"});
  EXPECT_TRUE(flags_of(Keyword::cmd).empty());
}

}  // namespace
}  // namespace plimsoll::dockerfile
