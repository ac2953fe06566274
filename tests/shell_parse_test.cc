// Scripts and what is found in them, one line a command:
//   joint {wrapper} NAME=VALUE <program> [argument] >redirect  |position/length  ? if conditional, $ in a substitution
#include <gtest/gtest.h>

#include <string>

#include "dockerfile/parse.h"
#include "hostile.h"
#include "shell/parse.h"

namespace plimsoll::shell {
namespace {

std::string dump(const Script& script, const Source& source) {
  static constexpr const char* kJoints[] = {"", "; ", "&& ", "|| ", "| ", "& "};
  std::string out;
  for (const Command& command : script.commands) {
    out += kJoints[static_cast<int>(command.joint)];
    for (const Word& wrapper : command.wrappers) out += "{" + wrapper.text + "} ";
    for (const Assignment& a : command.assignments) out += a.name.text + "=" + a.value.text + " ";
    out += "<" + (command.base.empty() ? command.name.text : command.base) + ">";
    for (const Word& word : command.arguments) out += " [" + word.text + "]" + (word.literal ? "" : "~");
    for (const Redirect& redirect : command.redirects) out += " " + redirect.op + redirect.target.text;
    if (command.pipeline_length > 1) {
      out += " |" + std::to_string(command.pipeline_position) + "/" + std::to_string(command.pipeline_length);
    }
    if (command.conditional) out += " ?";
    if (command.in_substitution) out += " $";
    out += "\n";
  }
  for (Span error : script.errors) out += "error «" + std::string(source.text(error)) + "»\n";
  return out;
}

std::string dump(const std::string& text) {
  const Source source("script", text);
  MappedText mapped;
  mapped.append(text, 0);
  return dump(*parse(mapped, Dialect::bash), source);
}

// The bytes of the file that each command, or each word of each command, covers.
std::string places(const std::string& dockerfile, bool words) {
  const Source source("Dockerfile", dockerfile);
  const auto file = dockerfile::parse(source);
  std::string out;
  for (const auto& instruction : file->instructions) {
    for (const auto& script : scripts_of(*instruction, source, Dialect::sh)) {
      for (const Command& command : script->commands) {
        if (!words) {
          out += "«" + std::string(source.text(command.span)) + "»\n";
          continue;
        }
        out += "«" + std::string(source.text(command.name.span)) + "»";
        for (const Word& word : command.arguments) out += " «" + std::string(source.text(word.span)) + "»";
        out += "\n";
      }
    }
  }
  return out;
}

struct Case {
  const char* script;
  const char* commands;
};

TEST(ShellParse, Commands) {
  const Case cases[] = {
      {"", ""},
      {"# nothing\n\n", ""},
      {"make", "<make>\n"},
      {"a && b || c; d & e", "<a>\n&& <b>\n|| <c>\n; <d>\n& <e>\n"},
      {"a | b |& c", "<a> |0/3\n| <b> |1/3\n| <c> |2/3\n"},
      {"a && b | c", "<a>\n&& <b> |0/2\n| <c> |1/2\n"},
      {"/usr/bin/apt-get update", "<apt-get> [update]\n"},
      {"(a; b) && { c; d; }", "<a>\n; <b>\n<c>\n; <d>\n"},
      {"{ a; b; } | sh", "<a> |0/2\n; <b> |0/2\n| <sh> |1/2\n"},
      {"if a; then b; elif c; then d; else e; fi; f", "<a>\n<b> ?\n<c> ?\n<d> ?\n<e> ?\n; <f>\n"},
      {"while a; do b; done\nfor x in 1 2; do c; done", "<a>\n<b> ?\n<c> ?\n"},
      {"for x; do a; done; for x do b; done; for ((i=0;i<3;i++)); do c; done", "<a> ?\n<b> ?\n<c> ?\n"},
      {"case $x in (a|b) c;; *) d; e | f;; esac; g", "<c> ?\n<d> ?\n; <e> |0/2 ?\n| <f> |1/2 ?\n; <g>\n"},
      {"case x in a) b;; c) d\nesac", "<b> ?\n<d> ?\n"},
      {"f() { a; }; function g { b; }; f", "<a> ?\n<b> ?\n; <f>\n"},
      {"! a && b", "<a>\n&& <b>\n"},
      {"A=1 B+='x y' make; C=2", "A=1 B=x y <make>\n; C=2 <>\n"},
      {"A=(1 2) B[0]=x", "A=$() B[0]=x <>\n"},
      {"> out 2>&1 make 3<in <<<word", "<make> >out 2>&1 3<in <<<word\n"},
      {"while a; do b; done < in > out; c", "<a>\n<b> ?\n; <c>\n"},
      {"echo $(a $(b)) `c \\`d\\`` <(e)",
       "<echo> [$()]~ [$()]~ [$()]~\n<a> [$()]~ $\n<b> $\n<c> [$()]~ $\n<d> $\n<e> $\n"},
      {"echo \"a $(b \"c d\") e\" ${X:-$(f)} $((1 + (2)))", "<echo> [a $() e]~ [${X}]~ [$()]~\n<b> [c d] $\n<f> $\n"},
      {"x=$(case a in b) c;; esac) d", "x=$() <d>\n<c> ? $\n"},
      {"echo if then done { } fi in", "<echo> [if] [then] [done] [{] [}] [fi] [in]\n"},
      {"cat <<EOF > f\nnot 'a command $(x\nEOF\nafter", "<cat> <<EOF >f\n; <after>\n"},
      {"cat <<-'A' <<B\n\tx\n\tA\ny\nB\nz", "<cat> <<-A <<B\n; <z>\n"},
      {"bash -ex <<'EOF'\na\nb\nEOF\nc", "<bash> [-ex] <<EOF\n<a>\n; <b>\n; <c>\n"},
      {"a \\\n  b# c # d\ne", "<a> [b#] [c]\n; <e>\n"},
      {"find . -name '*.c' -exec rm {} \\; -print", "<find> [.] [-name] [*.c] [-exec] [rm] [{}] [;] [-print]\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(dump(c.script), c.commands) << c.script;
}

TEST(ShellParse, Tests) {
  EXPECT_EQ(dump("[ -f x ] && a"), "<[> [-f] [x] []]\n&& <a> ?\n");
  EXPECT_EQ(dump("test x && c && d; e"), "<test> [x]\n&& <c> ?\n&& <d> ?\n; <e>\n");
  EXPECT_EQ(dump("command -v curl || a"), "<command> [-v] [curl]\n|| <a> ?\n");
  EXPECT_EQ(dump("[[ -f x && ( y ) ]] || b"), "<[[> [-f] [x] [y] []]]\n|| <b> ?\n");
}

// The operator in front of each command, and how deep it stands.
TEST(ShellParse, Joints) {
  const Source source("Dockerfile",
                      "FROM a\nRUN a; b && \\\n c | d || e & f $(g; h)\n"
                      "RUN for x in 1; do i; j; done; (k && { l; }) ; sh -c \"m;n\"\nRUN <<EOF\no\np\nEOF\n");
  const auto file = dockerfile::parse(source);
  std::string out;
  for (const auto& instruction : file->instructions) {
    for (const auto& script : scripts_of(*instruction, source, Dialect::sh)) {
      for (const Command& command : script->commands) {
        const std::string_view joint = source.text(command.joint_span);
        out += std::string(joint == "\n" ? "\\n" : joint) + command.base + std::to_string(command.depth) + " ";
      }
    }
  }
  EXPECT_EQ(out, "a0 ;b0 &&c0 |d0 ||e0 &f0 g1 ;h1 i1 ;j1 k1 l2 ;sh0 m1 ;n1 o0 \\np0 ");
}

TEST(ShellParse, Words) {
  const Case cases[] = {
      {"a 'b c'\"d e\"f\\ g", "<a> [b cd ef g]\n"},
      {"a $X ${Y} \"${Z:-z}\" $1 $@ ${#A} $", "<a> [${X}]~ [${Y}]~ [${Z}]~ [${1}]~ [${@}]~ [${A}]~ [$]\n"},
      {"a $'x\\ty\\x41\\'' $\"q\"", "<a> [x\tyA'] [q]\n"},
      {"a \"\\$X \\n \\\"\"", "<a> [$X \\n \"]\n"},
      {"a *.c b? c[1] {d,e} {} ~/f '*'", "<a> [*.c]~ [b?]~ [c[1]]~ [{d,e}]~ [{}] [~/f]~ [*]\n"},
      {"$CMD x; \"$HOME\"/bin/pip y", "<${CMD}> [x]\n; <pip> [y]\n"},
      {"C:\\\\tools\\\\git.exe x", "<git> [x]\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(dump(c.script), c.commands) << c.script;
}

TEST(ShellParse, Wrappers) {
  const Case cases[] = {
      {"sudo -E -u root apt-get update", "{sudo} <apt-get> [update]\n"},
      {"sudo A=1 env -i -u X B=2 make -j2", "{sudo} {env} A=1 B=2 <make> [-j2]\n"},
      {"exec -a x tini -- gosu app:app nginx -g x", "{exec} {tini} {gosu} <nginx> [-g] [x]\n"},
      {"time -p nice -n 5 ionice -c 3 timeout -s KILL 10 stdbuf -oL a",
       "{time} {nice} {ionice} {timeout} {stdbuf} <a>\n"},
      {"ls | xargs -0 -n 1 -I{} rm -f {}", "<ls> |0/2\n| {xargs} <rm> [-f] [{}] |1/2\n"},
      {"chroot --userspec=a /mnt make; flock -w 5 /lock make; busybox wget x",
       "{chroot} <make>\n; {flock} <make>\n; {busybox} <wget> [x]\n"},
      {"sudo; env; nohup -x", "<sudo>\n; <env>\n; <nohup> [-x]\n"},
      {"sh -c \"a \\\"b c\\\" \\$X; d\"", "<sh> [-c] [a \"b c\" $X; d]\n<a> [b c] [${X}]~\n; <d>\n"},
      {"sudo bash -euxo pipefail -c 'a | b'", "{sudo} <bash> [-euxo] [pipefail] [-c] [a | b]\n<a> |0/2\n| <b> |1/2\n"},
      {"bash -lc \"sh -c 'a'\"", "<bash> [-lc] [sh -c 'a']\n<sh> [-c] [a]\n<a>\n"},
      {"su - app -c 'make all'; eval \"x y\"",
       "<su> [-] [app] [-c] [make all]\n<make> [all]\n; <eval> [x y]\n<x> [y]\n"},
      {"sh script.sh -c x", "<sh> [script.sh] [-c] [x]\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(dump(c.script), c.commands) << c.script;
}

TEST(ShellParse, ErrorsSilenceOneCommand) {
  const Case cases[] = {
      {"a; b) ; c", "<a>\n; <b>\n; <c>\nerror «)»\n"},
      {"a; fi; b", "<a>\n; <b>\nerror «fi»\n"},
      {"a && && b; c", nullptr},
      {"a; b 'c", "<a>\nerror «'c»\n"},
      {"a; b > ; c", "<a>\n; <c>\nerror «>»\n"},
      {"a; echo $(b; c", nullptr},
  };
  for (const Case& c : cases) {
    if (c.commands) {
      EXPECT_EQ(dump(c.script), c.commands) << c.script;
    } else {
      EXPECT_NE(dump(c.script).find("error"), std::string::npos) << c.script;
      EXPECT_NE(dump(c.script).find("<a>"), std::string::npos) << c.script;
    }
  }
}

TEST(ShellParse, PlacesInTheFile) {
  EXPECT_EQ(
      places("FROM a\nRUN apt-get update \\\n # why\n  && apt-get \\\n install -y \"cu\\\nrl\" \\\n  git\n", true),
      "«apt-get» «update»\n«apt-get» «install» «-y» «\"cu\\\nrl\"» «git»\n");
  EXPECT_EQ(places("FROM a\nRUN sh -c \"echo \\\"a b\\\" && \\\n  make\"\n", true),
            "«sh» «-c» «\"echo \\\"a b\\\" && \\\n  make\"»\n«echo» «\\\"a b\\\"»\n«make»\n");
  EXPECT_EQ(places("FROM a\nCMD [\"sh\", \"-c\", \"echo \\\"a\\\" \\u0026\\u0026 make all\"]\n", true),
            "«sh» «-c» «echo \\\"a\\\" \\u0026\\u0026 make all»\n«echo» «\\\"a\\\"»\n«make» «all»\n");
  EXPECT_EQ(
      places(
          "FROM a\nENTRYPOINT [\"tini\", \"--\", \"app\", \"$X\"]\nHEALTHCHECK --interval=1s CMD curl -f x || exit 1\n",
          true),
      "«app» «$X»\n«curl» «-f» «x»\n«exit» «1»\n");
  EXPECT_EQ(places("FROM a\nRUN <<EOF\napt-get update\nif x; then\n  make \\\n    all\nfi\nEOF\n", false),
            "«apt-get update»\n«x»\n«make \\\n    all»\n");
  EXPECT_EQ(places("FROM a\nRUN <<-EOF\n\ta b\r\n\tc\n\tEOF\n", true), "«a» «b»\n«c»\n");
  EXPECT_EQ(
      places("FROM a\nRUN <<EOF\n#!/usr/bin/env -S python3 -u\nimport os\nEOF\nRUN python3 <<EOF\nprint\nEOF\n", false),
      "«python3 <<EOF»\n");
  EXPECT_EQ(places("FROM a\nRUN bash -e <<EOF && next\na\nEOF\nRUN cat <<EOF > f\nb\nEOF\n", false),
            "«bash -e <<EOF»\n«next»\n«a»\n«cat <<EOF > f»\n");
  EXPECT_EQ(places("FROM a\nONBUILD RUN make all\n", false), "«make all»\n");
}

TEST(ShellParse, WindowsShellsAreLeftAlone) {
  const Source source("Dockerfile", "FROM a\nRUN Get-Item x; dir\n");
  const auto file = dockerfile::parse(source);
  for (Dialect dialect : {Dialect::powershell, Dialect::cmd, Dialect::unknown}) {
    const auto scripts = scripts_of(*file->instructions[1], source, dialect);
    ASSERT_EQ(scripts.size(), 1u);
    EXPECT_TRUE(scripts[0]->commands.empty());
    EXPECT_TRUE(scripts[0]->errors.empty());
  }
}

TEST(ShellParse, Flags) {
  MappedText text;
  text.append("tar -xzf a.tgz --strip-components=1 -C /opt -- -v", 0);
  const auto script = parse(text, Dialect::sh);
  const Command& tar = script->commands.at(0);
  EXPECT_TRUE(tar.has_flag({"-z"}));
  EXPECT_TRUE(tar.has_flag({"--strip-components"}));
  EXPECT_FALSE(tar.has_flag({"-v"}));
  std::string value;
  ASSERT_NE(tar.flag_value({"-f", "--file"}, &value), nullptr);
  EXPECT_EQ(value, "a.tgz");
  ASSERT_NE(tar.flag_value({"--strip-components"}, &value), nullptr);
  EXPECT_EQ(value, "1");
  ASSERT_NE(tar.flag_value({"-C"}, &value), nullptr);
  EXPECT_EQ(value, "/opt");
  EXPECT_EQ(tar.operands().size(), 3u);
}

TEST(ShellParse, HostileInput) {
  auto parse_many = [](std::string_view part, int count) {
    std::string script;
    for (int i = 0; i < count; ++i) script += part;
    MappedText text;
    text.append(script, 0);
    parse(std::move(text), Dialect::bash);
  };
  for (std::string_view part :
       {"(",   "$(",     "\"$(", "{ ",   "if ",  "if x; then ", "case x in a) ", "`", "${a:-", "$((", "((",
        "a=(", "f() { ", "> ",   "(x) ", "<<A ", "cat <<A\n",   "[[ ",           "'", "\\",    ";; "}) {
    parse_many(part, hostile(10'000));
  }
  // More than the 65,535 children of one node that the grammar's runtime can count.
  for (std::string_view part : {"f() ", "&& ( ", "a | ", "a && ", "a ) ; "}) parse_many(part, 70'000);
  std::string zeros("a\0b; \0", 6);
  zeros.resize(hostile(10'000'000), 'x');
  dump(zeros);
}

}  // namespace
}  // namespace plimsoll::shell
