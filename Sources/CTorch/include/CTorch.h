// The whole of libtorch that Swift sees: tensors, one generic operator call, autograd, randomness,
// devices. It does not grow with the operators: each of those is a line of Swift.
//
// Every function that returns `bool` is false after a C++ exception; `ct_error` then holds the
// message of the calling thread until its next failure. No exception leaves a function.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One strong reference to a c10::TensorImpl.
typedef struct CTTensorImpl *CTTensor;
/// A registered operator; lives as long as the process.
typedef struct CTOperatorEntry *CTOperator;
/// One strong reference to a c10::GeneratorImpl.
typedef struct CTGeneratorImpl *CTGenerator;

// Errors.
const char *ct_error(void);

// Operators: push the arguments in the schema's order, then call. Arguments left out at the end
// take the schema's defaults.
bool ct_find(const char *name, const char *overload, CTOperator *result);
const char *ct_schema(CTOperator op);
void ct_push_none(void);
void ct_push_tensor(CTTensor tensor);
void ct_push_int(int64_t value);
void ct_push_double(double value);
void ct_push_bool(bool value);
void ct_push_string(const char *value, size_t count);
void ct_push_device(int8_t type, int8_t index);
void ct_push_generator(CTGenerator generator);
void ct_push_ints(const int64_t *values, size_t count);
void ct_push_doubles(const double *values, size_t count);
void ct_push_bools(const bool *values, size_t count);
void ct_push_tensors(const CTTensor *values, size_t count);
void ct_push_optional_tensors(const CTTensor *values, size_t count); // null: none

/// Calls an operator that returns exactly `count` tensors.
bool ct_call(CTOperator op, CTTensor *results, size_t count);
/// Calls an operator and drops what it returns: for those that write to their arguments.
bool ct_call_discarding(CTOperator op);
/// Calls an operator that returns a list of tensors; `ct_take` then moves them out.
bool ct_call_list(CTOperator op, size_t *count);
void ct_take(CTTensor *results);
/// Calls an operator that returns one number or truth value.
bool ct_call_number(CTOperator op, double *result);

// Tensors.
CTTensor ct_retain(CTTensor tensor);
void ct_release(CTTensor tensor);
bool ct_same(CTTensor a, CTTensor b);
int64_t ct_rank(CTTensor tensor);
int64_t ct_size(CTTensor tensor, int64_t dim);
int64_t ct_stride(CTTensor tensor, int64_t dim);
int64_t ct_count(CTTensor tensor);
int8_t ct_dtype(CTTensor tensor);
void ct_device(CTTensor tensor, int8_t *type, int8_t *index);
bool ct_is_sparse(CTTensor tensor);
bool ct_is_contiguous(CTTensor tensor, int8_t memory_format);
bool ct_item_double(CTTensor tensor, double *result);
bool ct_item_int(CTTensor tensor, int64_t *result);
/// The first element's address; null for an empty tensor.
bool ct_data(CTTensor tensor, void **result);
/// Wraps memory without copying it; `release(context)` runs when the last tensor on it goes.
bool ct_adopt(void *data, const int64_t *shape, const int64_t *strides, int64_t rank, int8_t dtype,
              void (*release)(void *context), void *context, CTTensor *result);
/// Makes `tensor` show the values of `source`, in place: other holders of `tensor` see them too.
bool ct_set_data(CTTensor tensor, CTTensor source);

// Autograd.
bool ct_requires_grad(CTTensor tensor);
bool ct_set_requires_grad(CTTensor tensor, bool value);
/// The name of the function that a tensor came from; null: it came from none. Until the thread's next call.
const char *ct_gradient_function(CTTensor tensor);
bool ct_grad(CTTensor tensor, CTTensor *result); // false: there is none
bool ct_has_grad(CTTensor tensor);
void ct_set_grad(CTTensor tensor, CTTensor gradient); // null clears it
bool ct_backward(CTTensor loss, CTTensor gradient, bool retain_graph);
bool ct_grad_enabled(void);
void ct_set_grad_enabled(bool value);

/// Whether operators on a kind of device are called in a shorter type where they gain by it, and in which.
typedef struct {
  bool enabled;
  int8_t dtype;
} CTAutocast;
/// Sets that for the calling thread until `ct_autocast_end` is given what was there before. The casts of
/// weights are kept until the outermost region ends.
bool ct_autocast_begin(int8_t device_type, CTAutocast casting, CTAutocast *previous);
bool ct_autocast_end(int8_t device_type, CTAutocast previous);

// Randomness.
bool ct_generator(uint64_t seed, int8_t device_type, int8_t device_index, CTGenerator *result);
bool ct_generator_seed(CTGenerator generator, uint64_t seed);
/// The seed that a generator was last started from.
bool ct_generator_initial_seed(CTGenerator generator, uint64_t *seed);
void ct_generator_release(CTGenerator generator);
bool ct_generator_state(CTGenerator generator, CTTensor *result);
bool ct_generator_set_state(CTGenerator generator, CTTensor state);

// Devices, threads, versions.
/// Loads libtorch_cuda from the folder of libtorch_cpu; to be called before any tensor exists.
/// False, with a reason in `ct_error`, when this machine or this libtorch has none.
bool ct_cuda_load(void);
int64_t ct_cuda_count(void);
/// Makes a device the one that the calling thread works on.
bool ct_set_device(int8_t type, int8_t index);
/// Allows cuDNN and cuBLAS what is true, and nothing else of it.
bool ct_cuda_arithmetic(bool cudnn_deterministic, bool cudnn_benchmark, bool tf32);
bool ct_cuda_current_arithmetic(bool *cudnn_deterministic, bool *cudnn_benchmark, bool *tf32);
/// A mark behind what the calling thread has asked of a device.
typedef struct CTEventImpl *CTEvent;
bool ct_event_record(int8_t device_type, int8_t device_index, CTEvent *result);
bool ct_event_wait(CTEvent event);
void ct_event_release(CTEvent event);
int ct_threads(void);
void ct_set_threads(int count);
/// Makes the calling thread, and no other, compute alone.
void ct_single_thread(void);
/// Has the process keep memory that it has freed, where the C library has a switch for that, and have blocks of 2 MiB and more in
/// large pages; before the first tensor.
void ct_keep_freed_memory(void);
/// The version of the libtorch that is loaded, and of the one that this was compiled for.
const char *ct_version(void);
const char *ct_compiled_version(void);
const char *ct_cpu_capability(void);

#ifdef __cplusplus
}
#endif

#include "CTFusedStep.h"
#include "CTGroup.h"
