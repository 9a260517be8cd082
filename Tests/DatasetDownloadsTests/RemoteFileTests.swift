import CentralizeOptions
import DatasetDownloads
import Testing

/// What is known of the files on the web.
@Suite struct RemoteFileTests {
  @Test func everyDataSetThatCanBeFetchedHasFiles() {
    for dataset in DatasetName.allCases {
      #expect(dataset.remoteFiles.isEmpty != dataset.canBeDownloaded, "\(dataset)")
      for file in dataset.remoteFiles {
        #expect(file.md5.utf8.count == 32 && file.md5.allSatisfy(\.isHexDigit), "\(file.url)")
        #expect(file.md5 == file.md5.lowercased() && file.url.hasPrefix("http"))
        #expect(file.contents.isEmpty == file.name.hasSuffix("ubyte.gz"))
      }
    }
    let sums = DatasetName.allCases.flatMap(\.remoteFiles).map(\.md5)
    #expect(Set(sums).count == sums.count)
    #expect(
      DatasetName.cifar100.remoteFiles.map(\.url)
        == ["https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"])
    #expect(DatasetName.mnist.remoteFiles.count == 4)
  }

  /// The names that archives unpack to are those that the data sets are read from.
  @Test func whatIsUnpackedIsWhatIsRead() {
    for dataset in DatasetName.allCases {
      for name in dataset.remoteFiles.flatMap(\.contents) {
        #expect(dataset.layout.contains(name), "\(name)")
      }
    }
  }

  @Test func errorsAreSentences() {
    let errors: [DownloadError] = [
      .curlMissing, .refused(url: "u", status: 404),
      .interrupted(url: "u", reason: "r", partial: "p", byteCount: 1),
      .unwritable(path: "p", reason: "r"), .unreadable(path: "p", reason: "r"),
      .wrongChecksum(url: "u", expected: "e", found: "f"),
      .anotherFile(path: "p", expected: "e", found: "f"), .damagedArchive(file: "f", reason: "r"),
      .unsafeArchive(file: "f", entry: "e", reason: "r"),
      .incompleteArchive(file: "f", missing: "m"), .tooLong(url: "u", expected: 1),
    ]
    for error in errors { #expect(!error.description.contains("\n")) }
    #expect(
      "\(errors[5])" == "u: expected the MD5 e, found f; what came was removed, try again later")
    #expect(
      "\(errors[2])"
        == "u: the connection failed (r); 1 bytes are kept in p, the same command goes on from there"
    )
  }
}
