// Users and groups: those that a base image brings (rules/data/base-users.yaml), and those that commands create.
//
//   const auto users = users_of(stage);
//   users->lacks_user("app");   // surely: the base image is known, and nothing that runs may have made it
//
// Package managers and programs of the project may create users unseen; after those only what is certain is said.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/model.h"
#include "finding.h"
#include "shell/script.h"

namespace plimsoll::dockerfile {

struct NewUser {
  const shell::Command* command = nullptr;
  std::string name;  // empty if nobody knows it
  std::string id;    // as given; empty if it is left to the system
  bool group = false;
};
// What useradd, adduser, groupadd and addgroup create.
std::optional<NewUser> new_user(const shell::Command& command);

// A word of a RUN with the variables of the Dockerfile in it replaced; nothing if one of them is unknown.
std::optional<std::string> text_at(const shell::Word& word, const Instruction& run);

// The parts of USER or --chown: "app:staff", and their numbers.
struct UserSpec {
  std::string_view user, group;
};
UserSpec split_user(std::string_view spec);
bool is_number(std::string_view text);
bool is_root(std::string_view user);

class Users {
 public:
  static constexpr uint32_t end = UINT32_MAX;

  explicit Users(const Stage& stage);  // with the chain that it stands on
  const std::vector<NewUser>& created() const { return created_; }
  // The first one of that name that is created; nullptr if there is none.
  const NewUser* find(std::string_view name, bool group) const;
  bool base_has(std::string_view name, bool group) const;
  // It surely does not exist before that place of the file. Numbers need not exist.
  bool lacks_user(std::string_view name, uint32_t before = end) const { return lacks(name, false, before); }
  bool lacks_group(std::string_view name, uint32_t before = end) const { return lacks(name, true, before); }

 private:
  bool lacks(std::string_view name, bool group, uint32_t before) const;
  void add(NewUser user);
  void look_at(const shell::Command& command);
  void look_at(const Transfer& transfer);

  const Stage* root_;
  std::vector<std::string> base_users_, base_groups_;
  std::vector<NewUser> created_;
  std::map<std::string, size_t, std::less<>> first_user_, first_group_;  // by name, into created_
  std::vector<std::string> packages_;
  bool sure_ = false;
};

std::shared_ptr<const Users> users_of(const Stage& stage);

// A USER in front of what starts in the stage, behind all that builds; nothing where that place is not plain.
std::optional<Edit> user_before_start(const Stage& stage, std::string_view user);

// Some program of the image gives up the rights of root when it starts: gosu, su-exec, setpriv, s6-overlay, chroot.
bool drops_rights(const Stage& stage);

}  // namespace plimsoll::dockerfile
