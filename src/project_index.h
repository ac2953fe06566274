// Who is who in a run: finds objects by kind, name and the place where they live, in constant time.
//
//   for (const auto& [object, reference, missing] : dangling(project, kubernetes::Field::service_account))
//     ctx.report(project.at(*object, reference->place), "…");
//
// Where the input cannot know, nothing is missing: the run has no object of that kind where the one lives that refers
// to it (for some fields: none in the files that belong together), or it has one of that name, and nobody says that
// their namespaces differ, or one whose name is not known yet, or a patch changes the one that refers to it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "context.h"
#include "project.h"
#include "project_roots.h"

namespace plimsoll {

class ProjectIndex {
 public:
  using Objects = std::vector<const ObjectSummary*>;
  static constexpr size_t kMost = 256;

  // It points to the project's objects, which stay where they are.
  explicit ProjectIndex(const Project& project);

  const Roots& roots() const { return roots_; }
  // Numbers of the homes (Roots::homes_of) of an object.
  const std::vector<uint32_t>& homes_of(const ObjectSummary& object) const;
  // Their files are applied together (Roots::of).
  bool are_together(const ObjectSummary& one, const ObjectSummary& other) const;
  // Numbers of the groups (Roots::of) of its file.
  const std::vector<uint32_t>& groups_of(const ObjectSummary& object) const { return groups_.at(object.file); }
  // The one home of all that names this namespace.
  std::optional<uint32_t> home_of_namespace(std::string_view name) const;

  // Those of that name that live where `from` does, or in the namespace that is given. `kind` is a kind_key().
  Objects find(const ObjectSummary& from, std::string_view kind, std::string_view name,
               std::string_view space = {}) const;
  // All of a kind that live there, or the first kMost in each home: what is asked for every object shall not cost as
  // much as there are objects.
  Objects all(const ObjectSummary& from, std::string_view kind, std::string_view space = {}) const;
  // Some of a kind live there whose names nobody knows.
  bool has_unnamed(const ObjectSummary& from, std::string_view kind, std::string_view space = {}) const;
  // Some patch of the run may change one of these fields of the object (kubernetes/touched.h), or any of it.
  bool is_patched(const ObjectSummary& object, const std::vector<std::string_view>& fields = {}) const;

  struct Missing {
    const ObjectSummary* elsewhere = nullptr;  // the one of that name in another namespace
    const ObjectSummary* similar = nullptr;    // the one that may have been meant
  };
  // Nothing where the other end is there, or where that cannot be known.
  std::optional<Missing> missing(const ObjectSummary& from, const kubernetes::Reference& reference) const;

 private:
  // Objects by a number, sorted when all are in: there are several entries for each object of a run.
  class ObjectTable {
   public:
    void add(uint64_t key, const ObjectSummary* object) { entries_.push_back({key, object}); }
    void sort();
    // The first of that number go to the end of `objects`, in the order in which they came.
    void find(uint64_t key, size_t most, Objects& objects) const;

   private:
    struct Entry {
      uint64_t key;
      const ObjectSummary* object;
    };
    std::vector<Entry> entries_;
  };

  // What the patches for one object touch.
  using Changes = std::vector<const kubernetes::Touched*>;

  void add(const ObjectSummary& object, std::string_view name);
  void add_patches();
  static void add_change(Changes& changes, const kubernetes::Touched& touched);
  std::vector<uint32_t> homes_in(const ObjectSummary& from, std::string_view space) const;
  bool is_known(const ObjectSummary& from, const kubernetes::Reference& reference, bool neighbours) const;
  Objects all_together(const ObjectSummary& from, std::string_view kind, std::string_view space) const;
  bool has_beside(const ObjectSummary& from, std::string_view kind) const;
  uint32_t number_of(const std::string& home);
  uint32_t id_of(std::string what);
  static uint64_t at_home(uint32_t home, uint32_t id) { return uint64_t{home} << 32 | id; }
  Objects collect(const std::vector<uint32_t>& homes, const std::string& what) const;
  Objects anywhere(const std::string& what, size_t most) const;

  const Project& project_;
  Roots roots_;
  std::unordered_map<std::string, uint32_t> numbers_;                        // of homes
  std::map<std::pair<uint32_t, std::string>, std::vector<uint32_t>> homes_;  // by file and namespace
  std::unordered_map<uint32_t, std::vector<uint32_t>> groups_;               // by file
  std::unordered_map<std::string, uint32_t> ids_;                            // of "Service/web" and "Service/"
  ObjectTable at_home_;                                                      // by at_home()
  ObjectTable anywhere_;                                                     // by id
  std::unordered_set<uint64_t> kinds_;                                       // at_home() of groups, "Service/" and such
  std::unordered_map<std::string, Changes> patched_;                         // "Service/web", wherever it is
  std::unordered_map<std::string, Changes> changed_;  // "folder\nService/web", either may be empty
};

// Nobody knows which namespace that is: none is written, or a template fills it in.
bool is_open_space(std::string_view space);

struct Dangling {
  const ObjectSummary* object;
  const kubernetes::Reference* reference;
  ProjectIndex::Missing missing;
};
// The references of a field that lead nowhere, each name of an object once.
std::vector<Dangling> dangling(const Project& project, kubernetes::Field field);

// Reports them: "Service 'web' is not defined, CONSEQUENCE; did you mean 'webs'?". Names that fit one of `known`, in
// whole or as "prefix*", are somewhere else.
void report_dangling(const Project& project, kubernetes::Field field, std::string_view consequence, Context& ctx,
                     Names known = {});
void report(const Dangling& dangling, const Project& project, std::string_view consequence, Context& ctx);

// A key, port or listener that the other end of a reference does not have.
struct MissingPart {
  const ObjectSummary* object;
  const kubernetes::Reference* reference;
  const ObjectSummary* target;
  std::string_view similar;  // what may have been meant; empty if nothing is like it
};
std::vector<MissingPart> missing_parts(const Project& project, kubernetes::Field field);

}  // namespace plimsoll
