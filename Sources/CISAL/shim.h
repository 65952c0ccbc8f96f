#pragma once
#include <isa-l/igzip_lib.h>
#include <string.h>

// ISA-L decompresses into a buffer of its own first. After an error it does not hand out what is left there, and
// Swift does not import arrays of this size.
static inline size_t crosstalk_isal_drain(struct inflate_state *state, void *target, size_t room) {
    size_t count = (size_t)(state->tmp_out_valid - state->tmp_out_processed);
    if (count > room) count = room;
    memcpy(target, state->tmp_out_buffer + state->tmp_out_processed, count);
    state->tmp_out_processed += (int32_t)count;
    return count;
}
