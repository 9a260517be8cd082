#include "../Guard.h"

#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/variable.h>

using namespace ct;

namespace {

struct Hook final : torch::autograd::PostAccumulateGradHook {
  Hook(void (*call)(void *), void *context) : call(call), context(context) {}
  void operator()(const at::Tensor &) override { call(context); }

  void (*call)(void *);
  void *context;
};

} // namespace

bool ct_change_gradient(CTTensor t, void (*call)(void *context, CTTensor gradient), void *context,
                        void (*release)(void *context)) {
  return guarded([&] {
    std::shared_ptr<void> owner(context, release);
    borrow(t).register_hook([call, owner](const at::Tensor &gradient) {
      at::Tensor own = gradient.clone();
      call(owner.get(), reinterpret_cast<CTTensor>(own.unsafeGetTensorImpl()));
      return own;
    });
  });
}

bool ct_set_gradient_hook(CTTensor t, void (*call)(void *context), void *context) {
  return guarded([&] {
    torch::autograd::impl::set_post_acc_grad_hooks(
        borrow(t), call ? std::make_unique<Hook>(call, context) : nullptr);
  });
}
