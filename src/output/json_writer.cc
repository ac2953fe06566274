#include "output/json_writer.h"

#include <fmt/format.h>

#include "utf8.h"

namespace plimsoll {

namespace {
constexpr size_t kFlushAt = 1 << 16;
}

void JsonWriter::flush() {
  if (!buffer_.empty()) write_(buffer_);
  buffer_.clear();
}

void JsonWriter::separate() {
  if (!first_ && !after_key_) buffer_ += ',';
  if (new_line_) buffer_ += '\n';
  first_ = after_key_ = new_line_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  buffer_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  if (new_line_) buffer_ += '\n';
  buffer_ += bracket;
  first_ = new_line_ = false;
  if (buffer_.size() >= kFlushAt) flush();
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  buffer_ += ':';
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  quote(text);
  return *this;
}

JsonWriter& JsonWriter::value(bool flag) { return raw(flag ? "true" : "false"); }

JsonWriter& JsonWriter::raw(std::string_view text) {
  separate();
  buffer_ += text;
  return *this;
}

JsonWriter& JsonWriter::new_line() {
  new_line_ = true;
  return *this;
}

void JsonWriter::quote(std::string_view text) {
  buffer_ += '"';
  size_t plain = 0;  // where the stretch begins that can be copied as it is
  for (size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\') {
      ++at;
      continue;
    }
    const CodePoint head = decode(text.substr(at));
    if (head.valid && head.size > 1) {
      at += head.size;
      continue;
    }
    buffer_ += text.substr(plain, at - plain);
    if (!head.valid) {
      append_valid(buffer_, text.substr(at), head);
    } else if (c == '"' || c == '\\') {
      buffer_ += '\\';
      buffer_ += text[at];
    } else if (c == '\n') {
      buffer_ += "\\n";
    } else if (c == '\r') {
      buffer_ += "\\r";
    } else if (c == '\t') {
      buffer_ += "\\t";
    } else {
      buffer_ += fmt::format("\\u{:04x}", c);
    }
    plain = ++at;
  }
  buffer_ += text.substr(plain);
  buffer_ += '"';
}

}  // namespace plimsoll
