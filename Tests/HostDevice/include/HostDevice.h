// A device in the CPU's memory, in the place that libtorch keeps for devices from outside (PrivateUse1): for tests of
// what is done on devices, on machines that have none. Every operator is the CPU's, on the same memory.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Puts the device into libtorch, once and before anything is asked of it.
void host_device_register(void);

/// How often elements went from the device to the CPU's tensors since the last call; a number that is read is one time.
int64_t host_device_transfers(void);

/// How many operators the device has made since the last call.
int64_t host_device_operators(void);

#ifdef __cplusplus
}
#endif
