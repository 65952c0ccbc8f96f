import Foundation
import Input
import Model
import Pipeline
import TestSupport

extension Engine {
    /// The report on a file of these lines.
    func scan(_ lines: [String], options: ScanOptions = ScanOptions()) throws -> Report {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "lines.ndjson")
            try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
            let inputs = InputList.expand([file.path(percentEncoded: false)])
            return Scan(engine: self, inputs: inputs, options: options).run()
        }
    }
}
