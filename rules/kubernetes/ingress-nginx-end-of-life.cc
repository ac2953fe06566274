#include "context.h"
#include "image.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

bool is_ingress_nginx(const Value& image) {
  const std::string_view repository = split_image(image.string()).repository;
  for (std::string_view part : {"ingress-nginx/controller", "ingress-nginx-controller",
                                "kubernetes-ingress-controller/nginx-ingress-controller"}) {
    if (repository.find(part) != repository.npos) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule ingress_nginx_end_of_life = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kubescape:C-0292", "nsa:C-0292"},
    .check = {
        [](const Container& container, Context& ctx) {
          const Value image = container["image"];
          if (!is_ingress_nginx(image)) return;
          ctx.report(image.span(),
                     "ingress-nginx was retired in March 2026 and gets no more fixes; move to another controller");
        },
        [](const Object& object, Context& ctx) {
          const Value controller = object["spec"]["controller"];
          if (!object.is("networking.k8s.io", "IngressClass") || !controller.is("k8s.io/ingress-nginx")) return;
          ctx.report(controller.span(), "the controller of class '{}', ingress-nginx, gets no more fixes", object.name)
              .severity(Severity::info);
        }},
};

}  // namespace plimsoll::kubernetes
