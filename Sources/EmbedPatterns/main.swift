// Turns the YAML documents of a folder into one Swift source file: `EmbedPatterns FOLDER OUTPUT`. Each goes in as
// its text and as what parsing it gives, so that the tool need not parse what it carries.
import Documents
import Foundation
import Model

let folder = URL(fileURLWithPath: CommandLine.arguments[1]).standardizedFileURL
let output = URL(fileURLWithPath: CommandLine.arguments[2])

let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
let files = try (walker?.compactMap { $0 as? URL } ?? [])
    .filter { $0.pathExtension == "yml" }
    .map { url in
        PatternFile(
            path: String(url.standardizedFileURL.path.dropFirst(folder.path.count + 1)),
            text: try String(contentsOf: url, encoding: .utf8))
    }
    .sorted { $0.path < $1.path }

var source = """
    // Made of Patterns/ by EmbedPatterns. Not to be edited.
    let embeddedPatterns: [(path: StaticString, text: StaticString, packed: StaticString)] = [

    """
do throws(Diagnostics) {
    for file in files {
        let packed = PackedDocuments.pack(try Document.parse(file))
        source += "(\(literal(file.path)), \(literal(file.text)), \(literal(packed))),\n"
    }
} catch {
    for problem in error.all { FileHandle.standardError.write(Data("\(folder.path)/\(problem)\n".utf8)) }
    exit(1)
}
source += "]\n"
try source.write(to: output, atomically: true, encoding: .utf8)

/// A text as a literal of several lines, with so many number signs that nothing in it means anything else.
func literal(_ text: String) -> String {
    let longest = text.split { $0 != "#" }.map(\.count).max() ?? 0
    let signs = String(repeating: "#", count: longest + 1)
    var body = ""
    for scalar in text.unicodeScalars {
        if scalar.value < 0x20, scalar != "\n", scalar != "\t" {
            body += "\\\(signs)u{\(String(scalar.value, radix: 16))}"
        } else {
            body.unicodeScalars.append(scalar)
        }
    }
    return "\(signs)\"\"\"\n\(body)\n\"\"\"\(signs)"
}
