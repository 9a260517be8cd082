// Counts what the whole process asks of the heap while it is armed.
#pragma once
#include <stdint.h>

/// Starts to count from zero.
void allocation_counter_arm(void);
/// Stops, and returns how often memory was asked for.
int64_t allocation_counter_disarm(void);
