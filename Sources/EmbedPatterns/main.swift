// Turns the YAML documents of a folder into one Swift source file: `EmbedPatterns FOLDER OUTPUT`.
import Foundation

let folder = URL(fileURLWithPath: CommandLine.arguments[1]).standardizedFileURL
let output = URL(fileURLWithPath: CommandLine.arguments[2])

let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
let documents = (walker?.compactMap { $0 as? URL } ?? [])
    .filter { $0.pathExtension == "yml" }
    .map { (path: String($0.standardizedFileURL.path.dropFirst(folder.path.count + 1)), url: $0) }
    .sorted { $0.path < $1.path }

var source = "// Made of Patterns/ by EmbedPatterns. Not to be edited.\n"
source += "let embeddedPatterns: [(path: StaticString, text: StaticString)] = [\n"
for document in documents {
    // A raw string ends at a quote with as many number signs; five never occur in a YAML document of ours.
    let text = try String(contentsOf: document.url, encoding: .utf8)
    source += "(#####\"\(document.path)\"#####, #####\"\"\"\n\(text)\n\"\"\"#####),\n"
}
source += "]\n"
try source.write(to: output, atomically: true, encoding: .utf8)
