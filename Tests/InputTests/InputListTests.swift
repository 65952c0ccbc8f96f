import TestSupport
import Testing

@testable import Input

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite struct InputListTests {
    private let folder = TemporaryFolder()

    @Test func walksAFolderInTheOrderOfBytes() {
        let root = folder.makeFolder("logs")
        let inner = folder.makeFolder("logs/b")
        _ = folder.makeFolder("logs/.hidden")
        for name in [
            "logs/z.json", "logs/b/1.json", "logs/b.json", "logs/Z.json", "logs/.secret", "logs/.hidden/x",
        ] {
            _ = folder.write(name, "{}")
        }
        let list = InputList.expand([root])
        #expect(
            list.items.map(\.path) == [
                "\(root)/Z.json", "\(root)/b.json", "\(inner)/1.json", "\(root)/z.json",
            ])
        #expect(list.items.allSatisfy { !$0.isExplicit && $0.size == 2 })
        #expect(list.missing.isEmpty && list.problems.isEmpty)
        #expect(InputList.expand([root + "/"]).items.map(\.path) == list.items.map(\.path))
    }

    @Test(.timeLimit(.minutes(1)))
    func linkLoopsEndAndFilesKeepTheirRealPaths() {
        let root = folder.makeFolder("loop")
        let inner = folder.makeFolder("loop/real")
        let file = folder.write("loop/real/x.json", "{}")
        folder.link("loop/a-link", to: inner)
        folder.link("loop/real/up", to: root)
        folder.link("loop/self", to: "self")
        folder.link("loop/nowhere", to: "\(root)/none")
        let other = folder.makeFolder("elsewhere")
        _ = folder.write("elsewhere/y.json", "{}")
        folder.link("loop/other", to: other)
        let list = InputList.expand([root])
        #expect(list.items.map(\.path) == ["\(root)/other/y.json", file])
        #expect(list.problems.map(\.path) == ["\(root)/nowhere", "\(root)/self"])
    }

    @Test func readsAPathOnce() {
        let root = folder.makeFolder("once")
        let file = folder.write("once/a.json", "{}")
        let list = InputList.expand([root, file, "-", file, "-"])
        #expect(list.items.map(\.path) == [file, "-"])
        #expect(list.items.map(\.isExplicit) == [true, true])
        #expect(list.items.map(\.isStandardInput) == [false, true])
    }

    @Test func expandsAPatternOnlyWhereNoFileHasThatName() {
        let literal = folder.write("[ab].json", "{}")
        let first = folder.write("a.json", "{}")
        let second = folder.write("b.json", "{}")
        #expect(InputList.expand([literal]).items.map(\.path) == [literal])
        let list = InputList.expand(["\(folder.path)/?.json", "\(folder.path)/*.log"])
        #expect(list.items.map(\.path) == [first, second])
        #expect(list.items.map(\.isExplicit) == [true, true])
        #expect(list.missing == ["\(folder.path)/*.log"])
    }

    @Test func namesWhatDoesNotExist() {
        let file = folder.write("file", "{}")
        let list = InputList.expand(["\(folder.path)/none", file, "\(file)/below", ""])
        #expect(list.missing == ["\(folder.path)/none", "\(file)/below", ""])
        #expect(list.items.map(\.path) == [file])
    }

    @Test func passesOverPipesOfAFolderAndReadsTheOneNamed() {
        let root = folder.makeFolder("pipes")
        let pipe = "\(root)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(InputList.expand([root]).items.isEmpty)
        let item = InputList.expand([pipe]).items.first
        #expect(item?.isExplicit == true)
        #expect(item?.size == nil)
    }
}

@Suite struct ReadingFilesTests {
    private let folder = TemporaryFolder()

    @Test func readsAFile() throws {
        let bytes = gzip(Array("{\"a\":1}\n".utf8))
        let item = try #require(InputList.expand([folder.write("x.txt", bytes)]).items.first)
        let reader = RecordReader(item: item, input: 0, pool: SegmentPool())
        #expect(read(reader).texts == ["{\"a\":1}"])
        #expect(reader.progress.bytesRead == bytes.count)
        #expect(reader.progress.bytesDecoded == 8)
    }

    @Test func reportsWhatCannotBeOpenedOrRead() {
        for (path, reason) in [
            ("\(folder.path)/gone", "cannot be opened: "), (folder.path, "cannot be read further: "),
        ] {
            let item = InputItem(path: path, isStandardInput: false, size: nil, isExplicit: true)
            let reading = read(RecordReader(item: item, input: 0, pool: SegmentPool()))
            #expect(reading.outcome.isIncomplete)
            #expect(reading.outcome.problems.map(\.path) == [path])
            #expect(reading.outcome.problems.first?.reason.hasPrefix(reason) == true)
        }
    }

    @Test func readsADescriptorThroughItsPath() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let text = "{\"a\":1}\n{\"b\":2}"
        #expect(write(ends[1], text, text.utf8.count) == text.utf8.count)
        close(ends[1])
        let list = InputList.expand(["/dev/fd/\(ends[0])"])
        let item = try #require(list.items.first)
        #expect(item.isExplicit && item.size == nil)
        #expect(
            read(RecordReader(item: item, input: 0, pool: SegmentPool())).texts == ["{\"a\":1}", "{\"b\":2}"])
    }
}
