// What every file of the shim shares: handles as C++ objects, and the wall that exceptions stop at.
#pragma once
#include "CTorch.h"

#include <ATen/core/Tensor.h>

namespace ct {

using Reference = c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>;

inline at::TensorImpl *impl(CTTensor t) { return reinterpret_cast<at::TensorImpl *>(t); }

/// A new reference to the tensor behind a handle that the caller keeps.
inline at::Tensor borrow(CTTensor t) {
  return at::Tensor(Reference::unsafe_reclaim_from_nonowning(impl(t)));
}

/// A handle that the caller owns.
inline CTTensor give(at::Tensor t) {
  return reinterpret_cast<CTTensor>(t.unsafeReleaseTensorImpl());
}

/// Stores the message of the exception in flight; call it inside `catch`.
void remember_exception() noexcept;

/// Runs `body`; false if it threw.
template <class Body> bool guarded(Body body) noexcept {
  try {
    body();
    return true;
  } catch (...) {
    remember_exception();
    return false;
  }
}

} // namespace ct
