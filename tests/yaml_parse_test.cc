#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kubernetes/classify.h"
#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

struct Stream {
  Source source;
  std::vector<std::unique_ptr<Document>> documents;
  explicit Stream(std::string text) : source("test.yaml", std::move(text)), documents(parse(source)) {}
};

std::string dumped(std::string text) {
  const Stream stream(std::move(text));
  std::string out;
  for (const auto& document : stream.documents) {
    if (document != stream.documents.front()) out += " --- ";
    out += dump(*document);
  }
  return out;
}

void collect(const Node& node, const Source& source, std::string& out) {
  if (node.kind != Node::Kind::map && node.kind != Node::Kind::list) {
    (out += '<') += source.text(node.span);
    out += '>';
  } else if (node.flow) {
    (out += '(') += source.text(node.span);
    out += ')';
  }
  for (const Node* item : node.items) collect(*item, source, out);
  for (const Node::Entry& entry : node.entries) {
    collect(*entry.key, source, out);
    out += '=';
    collect(*entry.value, source, out);
  }
}

// Every scalar, null and alias as it stands in the file, flow collections before their parts.
std::string sliced(std::string text) {
  const Stream stream(std::move(text));
  std::string out;
  for (const auto& document : stream.documents) {
    if (document->root != nullptr) collect(*document->root, stream.source, out);
  }
  return out;
}

std::string commented(std::string text) {
  const Stream stream(std::move(text));
  std::string out;
  for (const auto& document : stream.documents) {
    for (const Comment& comment : document->comments) {
      EXPECT_EQ(comment.text, stream.source.text(comment.span));
      (out += comment.text) += ';';
    }
  }
  return out;
}

std::string problem(std::string text) {
  const Stream stream(std::move(text));
  std::string out;
  for (const auto& document : stream.documents) {
    if (!document->problem) continue;
    EXPECT_EQ(document->root, nullptr);
    const Place place = stream.source.code_points(document->problem->span.begin);
    out += std::to_string(place.line) + ":" + std::to_string(place.column) + " <" +
           std::string(stream.source.text(document->problem->span)) + "> " + document->problem->message;
  }
  return out;
}

struct Case {
  std::string text;
  std::string want;
};

TEST(YamlParse, Values) {
  const Case cases[] = {
      {"", ""},
      {"a: 1", "{a: 1}"},
      {"a:\n  - b\n  - c: d\n", "{a: [b, {c: d}]}"},
      {"a:\n- b\nc:\n", "{a: [b], c: null}"},
      {"a: 1\na: 2\n", "{a: 1, a: 2}"},
      {"a: ~\nb: null\nc: \"null\"\nd: ''\n", "{a: null, b: null, c: \"null\", d: \"\"}"},
      {"- two\n  words\n\n  more\n", "[two words\nmore]"},
      {"\"a\\tb\\u00e9\\x41\\\n   c\\n\"\n",
       "\"a\\tb\xC3\xA9"
       "Ac\\n\""},
      {"'it''s\n  folded\n\n  twice'\n", "\"it's folded\\ntwice\""},
      {"a: |\n  x\n   y\n\n  z\n\nb: 1\n", "{a: \"x\\n y\\n\\nz\\n\", b: 1}"},
      {"a: |2-\n    x\n   y\n", "{a: \"  x\\n y\"}"},
      {"a: >-\n  x\n  y\n\n  z\n\n", "{a: \"x y\\nz\"}"},
      {"a: |\r\n  x\r\n  y\r\nb: 1\r\n", "{a: \"x\\ny\\n\", b: 1}"},
      {"a: 1\rb: 2\r", "{a: 1, b: 2}"},
      {"\xEF\xBB\xBF"
       "a: 1\n",
       "{a: 1}"},
      {"a: !!str 1\nb: !vault x\n", "{a: !!str 1, b: !vault x}"},
      {"a: &x 1\nb: *x\n", "{a: 1, b: *}"},
      {"{a: [1, {b: c}, d: e], f}", "{a: [1, {b: c}, {d: e}], f: null}"},
      {"[{x: y}: z]", "[{{x: y}: z}]"},
      {"? a\n: b\n? c\n", "{a: b, c: null}"},
      {"{\n\t\"a\": 1,\n\t\"b\": [\n\t\t2\n\t]\n}\n", "{\"a\": 1, \"b\": [2]}"},
      {"{\"a\":\"\\ud83d\\ude00\\/\"}", "{\"a\": \"\xF0\x9F\x98\x80/\"}"},
      {"{\"a\": 1}\n{\"b\": 2}\n", "{\"a\": 1} --- {\"b\": 2}"},
      {"a: 1\n---\nb: 2\n...\n---\n# nothing but words\n", "{a: 1} --- {b: 2} --- "},
      {"%YAML 1.2\n---\na: 1\n---\n\n---\nb: 2\n---\n", "{a: 1} --- {b: 2}"},
      {"--- |\n  x\n--- a\n", "\"x\\n\" --- a"},
  };
  for (const Case& c : cases) EXPECT_EQ(dumped(c.text), c.want) << c.text;
}

TEST(YamlParse, Spans) {
  const Case cases[] = {
      {"a : 1 # c\n", "<a>=<1>"},
      {"\"a b\": 'it''s' # c\n", "<\"a b\">=<'it''s'>"},
      {"- two\n  words # c\n- \"more\n  of them\"\n", "<two\n  words><\"more\n  of them\">"},
      {"a: |2- # c\n    x\n\n   y\n # d\nb: >\n  z\n\n\nc:\n", "<a>=<|2- # c\n    x\n\n   y><b>=<>\n  z><c>=<>"},
      {"a: |\r\n  x\r\n\r\nb: y\r\n", "<a>=<|\r\n  x><b>=<y>"},
      {"\xC3\xA4: \xE2\x82\xAC \xF0\x9F\x98\x80 # c\nb: 1", "<\xC3\xA4>=<\xE2\x82\xAC \xF0\x9F\x98\x80><b>=<1>"},
      {"\xEF\xBB\xBF"
       "a: b\n---\nc: d\n",
       "<a>=<b><c>=<d>"},
      {"a: &x !t b\nc: *x\n", "<a>=<b><c>=<*x>"},
      {"a: [1, {b: c, \"d\":e}, f: g] # h\n",
       "<a>=([1, {b: c, \"d\":e}, f: g])<1>({b: c, \"d\":e})<b>=<c><\"d\">=<e>(f: g)<f>=<g>"},
      {"[ # c\n  1,\n]", "([ # c\n  1,\n])<1>"},
      {"a: http://x#y z:w\n", "<a>=<http://x#y z:w>"},
      {"a: ~\nb:\nnull: c\n", "<a>=<~><b>=<><null>=<c>"},
      {"a: |+\n\n\nb: c\n", "<a>=<|+><b>=<c>"},
  };
  for (const Case& c : cases) EXPECT_EQ(sliced(c.text), c.want) << c.text;
}

TEST(YamlParse, BlockCollectionsReachFromFirstToLastByte) {
  EXPECT_EQ(dump(*Stream("a:\n  - b: 1\nc: [2]\n").documents[0], true),
            "{a@0-1: [{b@7-8: 1@10-11}@7-11]@5-11, c@12-13: [2@16-17]@15-18}@0-18");
  const Stream stream("a:\n  b: 1\n  c:\n    - x\n    - y # z\n\nd:\n");
  const Node& root = *stream.documents[0]->root;
  EXPECT_EQ(stream.source.text(root.span), "a:\n  b: 1\n  c:\n    - x\n    - y # z\n\nd:");
  EXPECT_EQ(stream.source.text(root.entries[0].value->span), "b: 1\n  c:\n    - x\n    - y");
  EXPECT_EQ(stream.source.text(root.entries[0].value->entries[1].value->span), "- x\n    - y");
}

TEST(YamlParse, Comments) {
  const Case cases[] = {
      {"# top\na: 1 # one\nb: '# no'\nc: x#y\n# end", "# top;# one;# end;"},
      {"a: | # head\n  # text\n# after\nb: >\n  x\n", "# head;# after;"},
      {"# licence\n---\na: 1\n---\n# second\nb: 2\n", "# licence;# second;"},
      {"a: [ # x\n 1 # y\n, 2] # z\n", "# x;# y;# z;"},
      {"a: &b # x\n  c: 1\n- ] # y\n", "# x;# y;"},
  };
  for (const Case& c : cases) EXPECT_EQ(commented(c.text), c.want) << c.text;
}

TEST(YamlParse, AProblemCostsItsDocumentAlone) {
  const Stream stream("a: 1\n---\nb: [1\n---\nc: 3\n");
  ASSERT_EQ(stream.documents.size(), 3u);
  EXPECT_EQ(dump(*stream.documents[0]), "{a: 1}");
  EXPECT_EQ(dump(*stream.documents[1]), "problem@12-13: expected a closing bracket for this '['");
  EXPECT_EQ(dump(*stream.documents[2]), "{c: 3}");
}

TEST(YamlParse, Problems) {
  const Case cases[] = {
      {"a: \"x\nb: 1\n", "1:4 <\"> expected a closing quote"},
      {"a: b: c\n",
       "1:5 <:> expected a key before ':'; a value that holds ': ' must be quoted, and a key must stand where its "
       "mapping's "
       "keys begin"},
      {"a: [1 2\n  b]\n", ""},
      {"a: \"x\" y\n", "1:8 <y> expected the next key of the mapping, or its end"},
      {"a: *b\n", "1:4 <*> expected the name of an anchor that stands before the alias"},
      {"a: &a [*a]\n", "1:8 <*a> expected an alias to a finished value, but this one stands inside of what it names"},
      {"a: @b\n", "1:4 <@> expected a value; a text that begins with '@' must be quoted"},
      {std::string("a: b\0c\n", 7), std::string("1:5 <\0> expected text, found the control character U+0000", 57)},
      {"a: \x04\n", "1:4 <\x04> expected text, found the control character U+0004"},
      {"a: \xFF\n", "1:4 <\xFF> expected UTF-8, found the byte 0xFF"},
      {std::string("\xFF\xFE"
                   "a\0",
                   4),
       "1:1 <\xFF\xFE> expected UTF-8, but the byte order mark is that of UTF-16"},
      {"- a\nb: c\n",
       "2:1 <b> expected the end of the document; what belongs to the value before must be indented as it is"},
      {"{\"a\": 1}, {\"b\": 2}", "1:9 <,> expected the end of the file or another value"},
      {"{\"a\": 1}}", "1:9 <}> expected an opening bracket before this closing one"},
  };
  for (const Case& c : cases) EXPECT_EQ(problem(c.text), c.want) << c.text;
}

TEST(YamlParse, HostileInput) {
  auto repeated = [](std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  EXPECT_NE(problem(repeated("[", 100'000)), "");
  EXPECT_NE(problem(repeated("{", 100'000)), "");
  EXPECT_NE(problem(repeated("- ", 100'000)), "");
  EXPECT_NE(problem(repeated("? ", 100'000)), "");
  EXPECT_NE(problem("[" + repeated("1,", 3'000'000) + "]"), "");
  std::string aliases = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    aliases +=
        "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + repeated(", " + before, 9) + "]\n";
  }
  EXPECT_NE(problem(aliases).find("aliases expand to more than"), std::string::npos);
}

TEST(Classify, Files) {
  struct FileCase {
    std::string text;
    FileKind want;
  };
  const FileCase cases[] = {
      {"apiVersion: v1\nkind: Pod\n", FileKind::manifest},
      {"# x\n---\n\"apiVersion\": v1\n'kind': Pod\n", FileKind::manifest},
      {"{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}", FileKind::manifest},
      {"version: '3'\nservices: {}\n", FileKind::other},
      {"a:\n  apiVersion: v1\n  kind: Pod\n", FileKind::other},
      {"apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n", FileKind::helm_template},
      {"apiVersion: v1\nkind: Pod\nmetadata:\n  name: x-{{ .Values.x }}\n", FileKind::helm_template},
      {"{{- if .Values.x }}\napiVersion: v1\n{{- end }}\n", FileKind::helm_template},
      {"apiVersion: v1\nkind: Pod\n# {{ .Values.x }}\n", FileKind::manifest},
      {"apiVersion: v1\nkind: Pod\nx: \"{{ .Values.x }}\"\n", FileKind::manifest},
      {"apiVersion: v1\nkind: ConfigMap\ndata:\n  x: |\n    {{ .Values.x }}\n  y: z\n", FileKind::manifest},
      {"apiVersion: v1\nkind: ConfigMap\ndata:\n  x: Pod {{ $labels.pod }} is down\n", FileKind::manifest},
      {"apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nx: https://{{ .Release.Name }}.y\n",
       FileKind::manifest},
      {"replicas: {{ count }}\n", FileKind::other_template},
      {"{% if x %}\na: b\n{% endif %}\n", FileKind::other_template},
      {"a: <%= x %>\n", FileKind::other_template},
      {"apiVersion: v1\nkind: Pod\nimage: ${IMAGE}\n", FileKind::manifest},
  };
  for (const FileCase& c : cases) EXPECT_EQ(classify(Source("x.yaml", c.text)).kind, c.want) << c.text;
  EXPECT_EQ(classify(Source("a/kustomization.yaml", "resources: [x]\n")).kind, FileKind::kustomization);
}

}  // namespace
}  // namespace plimsoll::kubernetes
