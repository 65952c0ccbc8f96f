import Documents
import Testing

@Suite struct ScalarValueTests {
    @Test(arguments: [
        ("", ScalarValue.null), ("~", .null), ("null", .null), ("NULL", .null), ("nUll", .string("nUll")),
        ("true", .boolean(true)), ("False", .boolean(false)), ("yes", .string("yes")), ("on", .string("on")),
        ("0", .integer(0)), ("-12", .integer(-12)), ("+7", .integer(7)), ("007", .integer(7)),
        ("0x1F", .integer(31)), ("0o17", .integer(15)), ("0xZZ", .string("0xZZ")),
        ("9223372036854775807", .integer(.max)), ("9223372036854775808", .string("9223372036854775808")),
        ("1.5", .float(1.5)), (".5", .float(0.5)), ("2.", .float(2)), ("-1e3", .float(-1000)),
        ("1e", .string("1e")), (".", .string(".")), ("1.2.3", .string("1.2.3")), ("1_000", .string("1_000")),
        ("2020-01-01", .string("2020-01-01")), ("12:30", .string("12:30")), ("-", .string("-")),
    ])
    func typesPlainScalars(text: String, expected: ScalarValue) {
        #expect(ScalarValue(plain: text) == expected)
    }
}
