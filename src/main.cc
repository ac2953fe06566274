#include <cstdio>
#include "facts/facts.h"
#include "rule.h"
int main() {
  for (auto [k, v] : plimsoll::facts::table("probe")["probe"].entries()) printf("%.*s=%.*s\n", (int)k.size(), k.data(), (int)v.string().size(), v.string().data());
  for (auto& r : plimsoll::all_rules()) puts(r.name.data());
}
