// Groups of processes: how they find each other, and what they say when one is lost. Their collectives are
// operators (`_c10d_functional::…`), which take a group by its name.
#pragma once
#include "CTorch.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A connection to the store in which the processes of a run find each other.
typedef struct CTRendezvousImpl *CTRendezvous;

/// Where processes meet; times are in milliseconds.
typedef struct {
  const char *name; // of the run: keys of two runs in one store are apart
  const char *host;
  uint16_t port;
  bool serves;  // whether this process has the store
  int listener; // a listening socket for the store, which takes it over; -1: none
  int size;     // how many processes come
  int64_t timeout;
} CTMeeting;

bool ct_rendezvous(const CTMeeting *meeting, CTRendezvous *result);
/// Listens for the other processes at an address of this machine.
bool ct_rendezvous_bind(CTRendezvous rendezvous, const char *address);
void ct_rendezvous_release(CTRendezvous rendezvous);
bool ct_rendezvous_set(CTRendezvous rendezvous, const char *key, const void *bytes, size_t count);
/// Waits for a key at most `timeout`, also where the store does not answer. The caller frees `bytes`.
bool ct_rendezvous_get(CTRendezvous rendezvous, const char *key, int64_t timeout, void **bytes,
                       size_t *count);

/// Joins a group of `size` processes, all of which call this; then its name is good for collectives. With `has_nccl`,
/// tensors on CUDA devices go by NCCL, of which each process has one of its own; else by Gloo, as all others do.
bool ct_group_join(CTRendezvous rendezvous, const char *name, int rank, int size, int64_t timeout,
                   bool has_nccl);
/// Leaves a group, and ends its connections; what is on its way and cannot end stays behind.
void ct_group_leave(const char *name);

/// Calls `call(context)` whenever a backward pass has added to the gradient of a parameter, on the thread of
/// the pass; null removes that.
bool ct_set_gradient_hook(CTTensor tensor, void (*call)(void *context), void *context);

/// Has backward passes hand on, in place of the gradient of a tensor that is no parameter, a copy that
/// `call(context, copy)` may change; the caller keeps the copy. `release(context)` runs when the tensor goes.
bool ct_change_gradient(CTTensor tensor, void (*call)(void *context, CTTensor gradient),
                        void *context, void (*release)(void *context));

#ifdef __cplusplus
}
#endif
