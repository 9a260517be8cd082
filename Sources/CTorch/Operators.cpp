// The boxed call: arguments are pushed one by one, the dispatcher does the rest.
#include "Guard.h"

#include <ATen/core/Generator.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <sstream>

using namespace ct;

namespace {

// Calls never nest on a thread, so one stack per thread serves all and keeps its capacity.
thread_local torch::jit::Stack arguments;
thread_local std::vector<at::Tensor> taken;

const c10::OperatorHandle &handle(CTOperator op) {
  return *reinterpret_cast<c10::OperatorHandle *>(op);
}

/// Fills in the defaults, calls, and hands the results to `receive`; leaves the stack empty.
template <class Receive> bool call(CTOperator op, Receive receive) {
  bool succeeded = guarded([&] {
    const auto &schema = handle(op).schema();
    const auto &formals = schema.arguments();
    TORCH_CHECK(arguments.size() <= formals.size(), "too many arguments for ", schema);
    for (size_t i = arguments.size(); i < formals.size(); ++i) {
      TORCH_CHECK(formals[i].default_value(), "missing argument ", formals[i].name(), " for ",
                  schema);
      arguments.push_back(*formals[i].default_value());
    }
    handle(op).callBoxed(arguments);
    receive(arguments);
  });
  arguments.clear();
  return succeeded;
}

} // namespace

bool ct_find(const char *name, const char *overload, CTOperator *result) {
  return guarded([&] {
    auto found = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    *result = reinterpret_cast<CTOperator>(new c10::OperatorHandle(found));
  });
}

const char *ct_schema(CTOperator op) {
  static thread_local std::string text;
  std::ostringstream out;
  out << handle(op).schema();
  return (text = out.str()).c_str();
}

void ct_push_none(void) { arguments.emplace_back(); }
void ct_push_tensor(CTTensor t) { arguments.emplace_back(borrow(t)); }
void ct_push_int(int64_t v) { arguments.emplace_back(v); }
void ct_push_double(double v) { arguments.emplace_back(v); }
void ct_push_bool(bool v) { arguments.emplace_back(v); }
void ct_push_string(const char *v, size_t n) { arguments.emplace_back(std::string(v, n)); }
void ct_push_device(int8_t type, int8_t index) {
  arguments.emplace_back(c10::Device(static_cast<c10::DeviceType>(type), index));
}
void ct_push_generator(CTGenerator g) {
  auto impl = reinterpret_cast<c10::GeneratorImpl *>(g);
  arguments.emplace_back(
      at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::unsafe_reclaim_from_nonowning(impl)));
}
void ct_push_ints(const int64_t *v, size_t n) { arguments.emplace_back(c10::IntArrayRef(v, n)); }
void ct_push_doubles(const double *v, size_t n) {
  arguments.emplace_back(c10::ArrayRef<double>(v, n));
}
void ct_push_bools(const bool *v, size_t n) {
  c10::List<bool> list;
  for (size_t i = 0; i < n; ++i) list.push_back(v[i]);
  arguments.emplace_back(std::move(list));
}
void ct_push_tensors(const CTTensor *v, size_t n) {
  c10::List<at::Tensor> list;
  list.reserve(n);
  for (size_t i = 0; i < n; ++i) list.push_back(borrow(v[i]));
  arguments.emplace_back(std::move(list));
}
void ct_push_optional_tensors(const CTTensor *v, size_t n) {
  c10::List<std::optional<at::Tensor>> list;
  list.reserve(n);
  for (size_t i = 0; i < n; ++i) {
    list.push_back(v[i] ? std::optional<at::Tensor>(borrow(v[i])) : std::nullopt);
  }
  arguments.emplace_back(std::move(list));
}

bool ct_call(CTOperator op, CTTensor *results, size_t count) {
  return call(op, [&](torch::jit::Stack &stack) {
    TORCH_CHECK(stack.size() == count, "expected ", count, " results, found ", stack.size(),
                " from ", handle(op).schema());
    for (const auto &value : stack) {
      TORCH_CHECK(value.isTensor(), "a result is not a tensor in ", handle(op).schema());
    }
    for (size_t i = 0; i < count; ++i) results[i] = give(std::move(stack[i]).toTensor());
  });
}

bool ct_call_discarding(CTOperator op) {
  return call(op, [](torch::jit::Stack &) {});
}

bool ct_call_list(CTOperator op, size_t *count) {
  return call(op, [&](torch::jit::Stack &stack) {
    TORCH_CHECK(stack.size() == 1 && stack[0].isTensorList(), "expected one list of tensors from ",
                handle(op).schema());
    taken = std::move(stack[0]).toTensorVector();
    *count = taken.size();
  });
}

void ct_take(CTTensor *results) {
  for (auto &tensor : taken) *results++ = give(std::move(tensor));
  taken.clear();
}

bool ct_call_number(CTOperator op, double *result) {
  return call(op, [&](torch::jit::Stack &stack) {
    TORCH_CHECK(stack.size() == 1 && (stack[0].isScalar() || stack[0].isBool()),
                "expected one number from ", handle(op).schema());
    *result = stack[0].isBool() ? stack[0].toBool() : stack[0].toScalar().toDouble();
  });
}
