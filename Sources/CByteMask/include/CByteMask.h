#pragma once
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

// Of 64 bytes, those that lie above `floor` and below 0x80, one bit each, the first byte's the lowest. Uses what every
// processor of its kind has.
static inline uint64_t crosstalk_ascii_above(const uint8_t *bytes, uint8_t floor) {
#if defined(__SSE2__)
    const __m128i limit = _mm_set1_epi8((char)floor);
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpgt_epi8(block, limit)) << (16 * part);
    }
    return mask;
#elif defined(__ARM_NEON) && defined(__aarch64__)
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const int8x16_t limit = vdupq_n_s8((int8_t)floor);
    const uint8x16_t weight = vld1q_u8(weights);
    uint8x16_t hits[4];
    for (int part = 0; part < 4; part++) {
        hits[part] = vandq_u8(vcgtq_s8(vreinterpretq_s8_u8(vld1q_u8(bytes + 16 * part)), limit), weight);
    }
    uint8x16_t sum = vpaddq_u8(vpaddq_u8(hits[0], hits[1]), vpaddq_u8(hits[2], hits[3]));
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
#else
    uint64_t mask = 0;
    for (int index = 0; index < 64; index++) {
        mask |= (uint64_t)((int8_t)bytes[index] > (int8_t)floor) << index;
    }
    return mask;
#endif
}
