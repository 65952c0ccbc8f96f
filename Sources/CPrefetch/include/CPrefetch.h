#pragma once

/// Asks for the memory at an address, which will be read soon. Any address will do: nothing is read.
static inline void crosstalk_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// The same for memory that will be written.
static inline void crosstalk_prefetch_to_write(const void *address) { __builtin_prefetch(address, 1, 3); }
