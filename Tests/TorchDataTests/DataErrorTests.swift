import Testing
import TorchData

/// Each error is one sentence with the file, what was expected and what was found.
@Suite struct DataErrorTests {
  private func expect(_ error: DataError, says sentence: String) {
    #expect(String(describing: error) == sentence)
  }

  @Test func namesWhatIsMissing() {
    expect(
      .missingFile(names: ["a", "a.gz"], folder: "data"),
      says: "data: expected a or a.gz in this folder, found none")
    expect(
      .missingFolder("data"),
      says: "data: expected a folder with the data set's files, found no such folder")
    expect(
      .unreadable(file: "a", reason: "Permission denied"),
      says: "a: cannot be read: Permission denied")
  }

  @Test func namesWhatIsDamaged() {
    expect(
      .wrongMagic(file: "a", expected: 2051, found: 2049),
      says: "a: expected the magic number 2051, found 2049; this is another kind of file")
    expect(
      .impossibleDimensions(file: "a", dimensions: [2, 0, 3]),
      says: """
        a: expected dimensions that a file can have, found 2 × 0 × 3 in the header; \
        the file is damaged, fetch it again
        """)
    expect(
      .corruptGzip(file: "a.gz", reason: "incorrect data check"),
      says: """
        a.gz: expected an intact gzip stream, found damage (incorrect data check); fetch it again
        """)
  }

  @Test func namesSizes() {
    expect(
      .truncated(
        file: "train-images-idx3-ubyte.gz", expected: 47_040_016, found: 1024, compressed: true),
      says: """
        train-images-idx3-ubyte.gz: expected 47040016 bytes after decompression, found 1024; \
        the file is truncated, fetch it again
        """)
    expect(
      .tooLong(file: "a", expected: 34, found: 36, compressed: false),
      says: "a: expected 34 bytes, found 36; the file does not fit its header, fetch it again")
    expect(
      .tooLong(file: "a.gz", expected: 34, found: nil, compressed: true),
      says: """
        a.gz: expected 34 bytes after decompression, found more; \
        the file does not fit its header, fetch it again
        """)
    expect(
      .partialRecord(file: "a.bin", recordSize: 3073, found: 3072),
      says: """
        a.bin: expected a whole number of records of 3073 bytes, found 3072 bytes; \
        the file is truncated or of another data set, fetch it again
        """)
  }

  @Test func namesRecords() {
    expect(
      .labelOutOfRange(file: "a", record: 17, label: 10, classCount: 10),
      says: """
        a: expected labels from 0 to 9, found 10 in record 17; \
        the file is damaged or of another data set
        """)
    expect(
      .countMismatch(imageFile: "a", imageCount: 3, labelFile: "b", labelCount: 2),
      says: "b: expected 3 labels, one for each image of a, found 2")
    expect(.empty(file: "a"), says: "a: expected at least one record, found none")
  }

  @Test func namesLinesAndImages() {
    expect(
      .wrongLine(file: "a.txt", line: 3, expected: "a class", found: "x y"),
      says: "a.txt: expected a class in line 3, found 'x y'")
    expect(
      .missingImage(file: "a.jpg", list: "a.txt"),
      says: "a.jpg: expected this image, which a.txt names, found no such file")
    expect(
      .corruptMAT(file: "a.mat", reason: "it is short"),
      says: """
        a.mat: expected an intact MATLAB file of this data set, found another (it is short); \
        fetch it again
        """)
  }

  @Test func namesClasses() {
    expect(
      .emptyClass(folder: "train/a"),
      says: "train/a: expected at least one JPEG or PNG file of this class, found none")
    expect(
      .differentClasses(
        first: "train", onlyFirst: ["a", "b"], second: "val", onlySecond: ["c"]),
      says: """
        val: expected a folder for each class of train, found a, b in train alone and c in val alone
        """)
    expect(
      .differentClasses(
        first: "train", onlyFirst: [], second: "val",
        onlySecond: ["a", "b", "c", "d", "e", "f", "g"]),
      says: """
        val: expected a folder for each class of train, found a, b, c, d, e and 2 more in val alone
        """)
    expect(
      .tooManyClasses(folder: "train", expected: 10, found: 11),
      says: "train: expected the folders of at most 10 classes, found 11")
    expect(
      .repeatedClass(name: "a", first: "train", second: "val"),
      says: "val: expected other classes than those in train, found a in both")
  }

  @Test func namesImages() {
    expect(
      .corruptImage(file: "a.jpg", reason: "it ends early"),
      says: """
        a.jpg: expected an intact image, found damage (it ends early); \
        fetch it again or leave it out
        """)
    expect(
      .notAnImage(file: "a.jpg", found: "text"),
      says: "a.jpg: expected a JPEG or PNG image, found text; convert it or leave it out")
    expect(
      .imageTooLarge(file: "a.jpg", width: 40_000, height: 5_000, limit: 178_956_970),
      says: """
        a.jpg: expected an image of at most 178956970 pixels, found 40000 × 5000; \
        shrink it or leave it out
        """)
    expect(
      .noImageLeft(batch: 3, count: 8, last: "a.jpg: cannot be read"),
      says: """
        batch 3: expected at least one intact image, found none among 8; \
        the last one: a.jpg: cannot be read
        """)
  }
}
