#include <fmt/format.h>

#include <iterator>

#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else {
      out += c;
    }
  }
  out += '"';
}

void append(std::string& out, const Node& node, bool spans) {
  if (!node.tag.empty()) (out += node.tag) += ' ';
  switch (node.kind) {
    case Node::Kind::null:
      out += "null";
      break;
    case Node::Kind::alias:
      out += "*";
      break;
    case Node::Kind::scalar:
      if (node.style == Style::plain) {
        out += node.text;
      } else {
        append_quoted(out, node.text);
      }
      break;
    case Node::Kind::list: {
      out += '[';
      const char* separator = "";
      for (const Node* item : node.items) {
        out += separator;
        append(out, *item, spans);
        separator = ", ";
      }
      out += ']';
      break;
    }
    case Node::Kind::map: {
      out += '{';
      const char* separator = "";
      for (const Node::Entry& entry : node.entries) {
        out += separator;
        append(out, *entry.key, spans);
        out += ": ";
        append(out, *entry.value, spans);
        separator = ", ";
      }
      out += '}';
      break;
    }
  }
  if (spans) fmt::format_to(std::back_inserter(out), "@{}-{}", node.span.begin, node.span.end);
}

}  // namespace

std::string dump(const Document& document, bool spans) {
  std::string out;
  if (document.problem) {
    out = fmt::format("problem@{}-{}: {}", document.problem->span.begin, document.problem->span.end,
                      document.problem->message);
  } else if (document.root != nullptr) {
    append(out, *document.root, spans);
  }
  return out;
}

}  // namespace plimsoll::kubernetes
