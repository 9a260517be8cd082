#include "Guard.h"

#include <ATen/ops/from_blob.h>

using namespace ct;

CTTensor ct_retain(CTTensor t) { return give(borrow(t)); }
void ct_release(CTTensor t) { Reference::reclaim(impl(t)); }
bool ct_same(CTTensor a, CTTensor b) { return a == b; }

int64_t ct_rank(CTTensor t) { return impl(t)->dim(); }
int64_t ct_size(CTTensor t, int64_t dim) { return impl(t)->size(dim); }
int64_t ct_stride(CTTensor t, int64_t dim) { return impl(t)->stride(dim); }
int64_t ct_count(CTTensor t) { return impl(t)->numel(); }
int8_t ct_dtype(CTTensor t) {
  return static_cast<int8_t>(c10::typeMetaToScalarType(impl(t)->dtype()));
}
void ct_device(CTTensor t, int8_t *type, int8_t *index) {
  auto device = impl(t)->device();
  *type = static_cast<int8_t>(device.type());
  *index = device.index();
}
bool ct_is_sparse(CTTensor t) { return borrow(t).is_sparse(); }
bool ct_is_contiguous(CTTensor t, int8_t memory_format) {
  return impl(t)->is_contiguous(static_cast<c10::MemoryFormat>(memory_format));
}

bool ct_item_double(CTTensor t, double *result) {
  return guarded([&] { *result = borrow(t).item().toDouble(); });
}
bool ct_item_int(CTTensor t, int64_t *result) {
  return guarded([&] { *result = borrow(t).item().toLong(); });
}
bool ct_data(CTTensor t, void **result) {
  return guarded([&] { *result = borrow(t).mutable_data_ptr(); });
}

bool ct_adopt(void *data, const int64_t *shape, const int64_t *strides, int64_t rank, int8_t dtype,
              void (*release)(void *context), void *context, CTTensor *result) {
  return guarded([&] {
    auto n = static_cast<size_t>(rank);
    auto options = at::TensorOptions().dtype(static_cast<c10::ScalarType>(dtype));
    auto deleter = [release, context](void *) { release(context); };
    *result = give(at::from_blob(data, c10::IntArrayRef(shape, n), c10::IntArrayRef(strides, n),
                                 deleter, options));
  });
}

bool ct_set_data(CTTensor t, CTTensor source) {
  return guarded([&] { borrow(t).set_data(borrow(source)); });
}
