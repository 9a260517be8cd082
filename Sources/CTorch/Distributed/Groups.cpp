// Groups of processes, which collectives call by name through the dispatcher.
#define USE_C10D_GLOO 1 // as the wheel was built
#include "NCCL.h"
#include "Rendezvous.h"

#include <map>
#include <mutex>
#include <torch/csrc/distributed/c10d/GroupRegistry.hpp>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroup.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>

using namespace ct;
using Gloo = c10d::ProcessGroupGloo;

namespace {

/// The groups, which libtorch's registry holds weakly.
///
/// Never destroyed: a group with a transfer on its way would be waited for at the process's end.
struct Groups {
  std::mutex mutex;
  std::map<std::string, c10::intrusive_ptr<c10d::ProcessGroup>> byName;

  static Groups &all() {
    static Groups *groups = new Groups;
    return *groups;
  }
};

} // namespace

bool ct_rendezvous_bind(CTRendezvous rendezvous, const char *address) {
  return guarded([&] {
    rendezvous->device = Gloo::createDeviceForHostname(address);
  });
}

bool ct_group_join(CTRendezvous rendezvous, const char *name, int rank, int size, int64_t timeout,
                   bool has_nccl) {
  return guarded([&] {
    using Type = c10d::ProcessGroup::BackendType;
    auto store = c10::make_intrusive<c10d::PrefixStore>(name, rendezvous->store);
    auto options = Gloo::Options::create(Milliseconds(timeout));
    options->devices = {rendezvous->device};
    options->threads = 1;
    c10::intrusive_ptr<c10d::Backend> gloo =
        c10::make_intrusive<Gloo>(store, rank, size, options);
    auto group = c10::make_intrusive<c10d::ProcessGroup>(store, rank, size);
    group->setDefaultBackend(Type::GLOO);
    // What lies in the CPU's memory goes by Gloo in any case.
    group->setBackend(at::kCPU, Type::GLOO, gloo);
    if (has_nccl) {
      auto own = c10::make_intrusive<c10d::PrefixStore>("nccl", store);
      group->setBackend(at::kCUDA, Type::NCCL, nccl(own, rank, size, Milliseconds(timeout)));
    } else {
      group->setBackend(at::kCUDA, Type::GLOO, gloo);
    }
    group->setGroupName(name);
    c10d::register_process_group(name, group);
    std::lock_guard lock(Groups::all().mutex);
    Groups::all().byName[name] = std::move(group);
  });
}

void ct_group_leave(const char *name) {
  guarded([&] {
    c10d::unregister_process_group(name);
    std::unique_lock lock(Groups::all().mutex);
    auto node = Groups::all().byName.extract(name);
    lock.unlock();
    // A group goes when its last transfer has ended, and that may wait for a process that is gone.
    if (node) within(Milliseconds(300), [group = std::move(node.mapped())]() mutable {
      group.reset();
      return true;
    });
  });
}
