#include "CSimdJSON.h"

#include <new>
#include <simdjson.h>

struct crosstalk_json_parser {
    simdjson::dom::parser parser;
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

const char *crosstalk_json_error_message(int code) {
    return simdjson::error_message(static_cast<simdjson::error_code>(code));
}
