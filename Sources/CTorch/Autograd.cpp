#include "Guard.h"

#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>

using namespace ct;

bool ct_requires_grad(CTTensor t) { return borrow(t).requires_grad(); }
bool ct_set_requires_grad(CTTensor t, bool value) {
  return guarded([&] { borrow(t).set_requires_grad(value); });
}

const char *ct_gradient_function(CTTensor t) {
  static thread_local std::string name;
  if (!guarded([&] {
        const auto &function = borrow(t).grad_fn();
        name = function ? function->name() : "";
      }))
    name = "Invalid"; // a view changed in place without gradients, after it was made with them
  if (name.empty()) return nullptr;
  auto scope = name.rfind("::");
  if (scope != std::string::npos) name.erase(0, scope + 2);
  return name.c_str();
}

bool ct_grad(CTTensor t, CTTensor *result) {
  const at::Tensor &gradient = borrow(t).grad();
  if (!gradient.defined()) return false;
  *result = give(gradient);
  return true;
}
bool ct_has_grad(CTTensor t) { return borrow(t).grad().defined(); }
void ct_set_grad(CTTensor t, CTTensor gradient) {
  borrow(t).mutable_grad() = gradient ? borrow(gradient) : at::Tensor();
}

bool ct_backward(CTTensor loss, CTTensor gradient, bool retain_graph) {
  return guarded([&] {
    torch::autograd::variable_list gradients;
    if (gradient) gradients.push_back(borrow(gradient));
    torch::autograd::backward({borrow(loss)}, gradients, retain_graph);
  });
}

bool ct_grad_enabled(void) { return c10::GradMode::is_enabled(); }
void ct_set_grad_enabled(bool value) { c10::GradMode::set_enabled(value); }
