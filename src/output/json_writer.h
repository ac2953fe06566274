// JSON written as it is told, with the commas and escapes in the right places; output is valid UTF-8 whatever comes in.
//
//   JsonWriter json(write);
//   json.begin_object();
//   json.field("name", "x").key("list").begin_array();
//   json.value(1).end_array().end_object();   // {"name":"x","list":[1]}
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "output/output.h"

namespace plimsoll {

class JsonWriter {
 public:
  explicit JsonWriter(const Write& write) : write_(write) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;
  ~JsonWriter() { flush(); }

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool flag);
  template <std::integral T>
  JsonWriter& value(T number) {
    return raw(std::to_string(number));
  }
  template <class T>
  JsonWriter& field(std::string_view name, const T& what) {
    return key(name).value(what);
  }
  // The next item starts a line of its own, so that files of results can be read and compared.
  JsonWriter& new_line();

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& raw(std::string_view text);
  void separate();
  void quote(std::string_view text);
  void flush();

  const Write& write_;
  std::string buffer_;
  bool first_ = true;  // nothing stands before in this object or array
  bool after_key_ = false;
  bool new_line_ = false;
};

}  // namespace plimsoll
