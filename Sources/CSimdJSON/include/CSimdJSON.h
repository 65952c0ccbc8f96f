#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A simdjson DOM parser; one a thread.
typedef struct crosstalk_json_parser crosstalk_json_parser;

/// Bytes that must be readable after the end of what is parsed.
size_t crosstalk_json_padding(void);

crosstalk_json_parser *_Nullable crosstalk_json_create(void);
void crosstalk_json_destroy(crosstalk_json_parser *_Nonnull parser);

/// Parses one JSON document. Returns 0, or simdjson's error code. The tape and the strings stay
/// valid until the next call. Format of the tape: simdjson, doc/tape.md.
int crosstalk_json_parse(crosstalk_json_parser *_Nonnull parser, const uint8_t *_Nonnull bytes, size_t count,
                         const uint64_t *_Nullable *_Nonnull tape, const uint8_t *_Nullable *_Nonnull strings);

/// Finds where the tokens of one or more JSON documents begin, as offsets in ascending order: brackets, colons,
/// commas, opening quotes, and the first characters of other values (simdjson's first stage). Returns 0, or
/// simdjson's error code: all of it must be valid UTF-8, its strings closed and without control characters. Behind
/// the last mark stands `count` twice. The marks stay valid until the next call of this function.
int crosstalk_json_mark(crosstalk_json_parser *_Nonnull parser, const uint8_t *_Nonnull bytes, size_t count,
                        const uint32_t *_Nullable *_Nonnull marks, size_t *_Nonnull mark_count);

/// What simdjson says of an error code.
const char *_Nonnull crosstalk_json_error_message(int code);

#ifdef __cplusplus
}
#endif
