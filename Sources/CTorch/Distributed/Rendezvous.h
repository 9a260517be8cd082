// Where processes find each other: c10d's store of keys, and the network devices that groups are made on.
#pragma once
#include "../Guard.h"

#include <torch/csrc/distributed/c10d/Store.hpp>

namespace gloo::transport {
class Device;
}

struct CTRendezvousImpl {
  c10::intrusive_ptr<c10d::Store> store;
  std::vector<std::shared_ptr<gloo::transport::Device>> devices;
};
