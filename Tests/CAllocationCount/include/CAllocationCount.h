// Counts the allocations of the calling thread, for tests of what must not allocate.
#pragma once

/// Starts to count from zero.
void ct_test_count_allocations(void);
/// Stops, and says how many there were.
long ct_test_allocations(void);
