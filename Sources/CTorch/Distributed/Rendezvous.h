// Where processes find each other: c10d's store of keys, and the network device that groups are made on.
#pragma once
#include "../Guard.h"

#include <future>
#include <thread>
#include <torch/csrc/distributed/c10d/Store.hpp>

namespace gloo::transport {
class Device;
}

struct CTRendezvousImpl {
  c10::intrusive_ptr<c10d::Store> store;
  std::shared_ptr<gloo::transport::Device> device;
};

namespace ct {

using Milliseconds = std::chrono::milliseconds;

/// What `body` returns, on a thread of its own: c10d waits without an end for a process that does not answer,
/// whatever timeout it was given. Then the thread stays behind.
template <class Body> auto within(Milliseconds timeout, Body body) {
  std::packaged_task<decltype(body())()> task(std::move(body));
  auto result = task.get_future();
  std::thread(std::move(task)).detach();
  TORCH_CHECK(result.wait_for(timeout) == std::future_status::ready, "no answer");
  return result.get();
}

} // namespace ct
