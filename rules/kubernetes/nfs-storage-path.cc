#include "context.h"
#include "glob.h"
#include "kubernetes/labels.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> classes{"classes", "the storage classes that need it, with * for any text", {"*nfs*"}};

}  // namespace

extern constinit const Rule nfs_storage_path = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:nfs-subdir-external-provisioner-storage-path"},
    .options = {&classes},
    .check =
        [](const Object& object, Context& ctx) {
          const Value storage = object["spec"]["storageClassName"], annotations = object.metadata["annotations"];
          if (!object.is("", "PersistentVolumeClaim") || storage.templated() ||
              !fits_any(ctx[classes], storage.string()))
            return;
          const Value path = annotations["nfs.io/storage-path"];
          if (annotations.templated() || path.templated() || !path.string().empty()) return;
          ctx.report(place_of_labels(object, annotations),
                     "claim '{}' does not say its folder with the annotation 'nfs.io/storage-path'", object.name);
        },
};

}  // namespace plimsoll::kubernetes
