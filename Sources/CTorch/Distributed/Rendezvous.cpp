#include "Rendezvous.h"

#include <c10/util/Logging.h>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

C10_DECLARE_int(caffe2_log_level);

using namespace ct;

namespace {

/// What c10d takes for granted, as Python does it: a connection that is gone ends no process. What it meets it
/// writes to standard error, though it throws it too.
void prepare() {
  struct sigaction action;
  if (sigaction(SIGPIPE, nullptr, &action) == 0 && action.sa_handler == SIG_DFL) {
    std::signal(SIGPIPE, SIG_IGN);
  }
  if (!std::getenv("TORCH_CPP_LOG_LEVEL")) FLAGS_caffe2_log_level = c10::GLOG_FATAL;
}

} // namespace

bool ct_rendezvous(const CTMeeting *meeting, CTRendezvous *result) {
  return guarded([&] {
    prepare();
    c10d::TCPStoreOptions options;
    options.port = meeting->port;
    options.isServer = meeting->serves;
    options.numWorkers = static_cast<size_t>(meeting->size);
    options.waitWorkers = false; // who is missing is asked by name
    options.timeout = Milliseconds(meeting->timeout);
    if (meeting->serves && meeting->listener >= 0) options.masterListenFd = meeting->listener;
    // Several groups of one process share a server, unless it has a socket to itself.
    options.multiTenant = meeting->serves && !options.masterListenFd;
    std::string host(meeting->host);
    auto tcp = within(options.timeout + Milliseconds(500), [host, options] {
      return c10::make_intrusive<c10d::TCPStore>(host, options);
    });
    auto made = std::make_unique<CTRendezvousImpl>();
    made->store = c10::make_intrusive<c10d::PrefixStore>(
        meeting->name, c10::intrusive_ptr<c10d::Store>(std::move(tcp)));
    *result = made.release();
  });
}

void ct_rendezvous_release(CTRendezvous rendezvous) {
  guarded([&] { delete rendezvous; });
}

bool ct_rendezvous_set(CTRendezvous rendezvous, const char *key, const void *bytes, size_t count) {
  return guarded([&] {
    auto begin = static_cast<const uint8_t *>(bytes);
    std::vector<uint8_t> value(begin, begin + count);
    within(Milliseconds(500), [store = rendezvous->store, key = std::string(key), value] {
      store->set(key, value);
      return true;
    });
  });
}

bool ct_rendezvous_get(CTRendezvous rendezvous, const char *key, int64_t timeout, void **bytes,
                       size_t *count) {
  return guarded([&] {
    auto limit = Milliseconds(timeout);
    auto ask = [store = rendezvous->store, key = std::string(key), limit] {
      store->wait({key}, limit);
      return store->get(key);
    };
    auto value = within(limit + Milliseconds(300), ask);
    *bytes = std::malloc(std::max<size_t>(value.size(), 1));
    TORCH_CHECK(*bytes, "out of memory");
    std::memcpy(*bytes, value.data(), value.size());
    *count = value.size();
  });
}
