#pragma once
#include <isa-l/igzip_lib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
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

// How many bytes at the start of a state are used: the buffer for output comes last and is seldom full.
static inline size_t crosstalk_isal_used_bytes(const struct inflate_state *state) {
    return offsetof(struct inflate_state, tmp_out_buffer) + (size_t)state->tmp_out_valid;
}

// Compresses to zlib's format (RFC 1950) at ISA-L's level 1; returns the size, or 0 where there is no room or no
// memory. isal_zstream is too large for Swift to import its members.
static inline size_t crosstalk_isal_compress(const uint8_t *source, size_t size, uint8_t *target, size_t room) {
    struct isal_zstream stream;
    uint8_t *buffer = malloc(ISAL_DEF_LVL1_DEFAULT);
    if (!buffer || size > UINT32_MAX || room > UINT32_MAX) return free(buffer), 0;
    isal_deflate_stateless_init(&stream);
    stream.level = 1;
    stream.level_buf = buffer;
    stream.level_buf_size = ISAL_DEF_LVL1_DEFAULT;
    stream.gzip_flag = IGZIP_ZLIB;
    stream.end_of_stream = 1;
    stream.next_in = (uint8_t *)source;
    stream.avail_in = (uint32_t)size;
    stream.next_out = target;
    stream.avail_out = (uint32_t)room;
    int code = isal_deflate_stateless(&stream);
    free(buffer);
    return code == COMP_OK ? stream.total_out : 0;
}
