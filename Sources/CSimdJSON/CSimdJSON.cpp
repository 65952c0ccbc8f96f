#include "CSimdJSON.h"

#include <memory>
#include <new>
#include <simdjson.h>

struct crosstalk_json_parser {
    simdjson::dom::parser parser;
    std::unique_ptr<simdjson::internal::dom_parser_implementation> marker;
};

size_t crosstalk_json_padding(void) { return simdjson::SIMDJSON_PADDING; }

crosstalk_json_parser *crosstalk_json_create(void) { return new (std::nothrow) crosstalk_json_parser(); }

void crosstalk_json_destroy(crosstalk_json_parser *parser) { delete parser; }

int crosstalk_json_parse(crosstalk_json_parser *parser, const uint8_t *bytes, size_t count,
                         const uint64_t **tape, const uint8_t **strings) {
    auto error = parser->parser.parse(bytes, count, false).error();
    *tape = parser->parser.doc.tape.get();
    *strings = parser->parser.doc.string_buf.get();
    return static_cast<int>(error);
}

int crosstalk_json_mark(crosstalk_json_parser *parser, const uint8_t *bytes, size_t count,
                        const uint32_t **marks, size_t *mark_count) {
    auto &marker = parser->marker;
    if (!marker || marker->capacity() < count) {
        // Half as much again, so that growing segments do not allocate each time.
        size_t capacity = count + count / 2 + simdjson::SIMDJSON_PADDING;
        marker.reset();
        auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, marker);
        if (error) {
            marker.reset();
            return static_cast<int>(error);
        }
    }
    auto error = marker->stage1(bytes, count, simdjson::stage1_mode::regular);
    *marks = marker->structural_indexes.get();
    *mark_count = marker->n_structural_indexes;
    return static_cast<int>(error);
}

const char *crosstalk_json_error_message(int code) {
    return simdjson::error_message(static_cast<simdjson::error_code>(code));
}
