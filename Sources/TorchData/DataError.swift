import Files

/// What can be wrong with the files of a data set, with all that is needed to put it right.
///
/// `description` is one sentence that names the file, what was expected and what was found.
public enum DataError: Error, Equatable, Sendable {
  /// None of `names`, any of which would do, is in `folder`.
  case missingFile(names: [String], folder: String)

  /// `folder` is not there, or is a file.
  case missingFolder(String)

  /// The system, or a data set's decoder, could not read `file`.
  case unreadable(file: String, reason: String)

  /// `file` starts with another number than its format's.
  case wrongMagic(file: String, expected: UInt32, found: UInt32)

  /// The dimensions in the header of `file` multiply to nothing or to more than fits in 63 bits.
  case impossibleDimensions(file: String, dimensions: [Int])

  /// `file` ends before the size in its header; sizes in bytes, after decompression if `compressed`.
  case truncated(file: String, expected: Int, found: Int, compressed: Bool)

  /// `file` goes on after the size in its header; `found` is nil where reading stopped right there.
  case tooLong(file: String, expected: Int, found: Int?, compressed: Bool)

  /// `file` has more bytes, after decompression, than are read or than there is memory for.
  case tooMuchData(file: String, found: Int, limit: Int)

  /// `file` is named as a gzip file but its stream is damaged.
  case corruptGzip(file: String, reason: String)

  /// The size of `file` in bytes is not a whole number of records.
  case partialRecord(file: String, recordSize: Int, found: Int)

  /// `record`, counted from 0, of `file` has a label outside of 0 ..< `classCount`.
  case labelOutOfRange(file: String, record: Int, label: Int, classCount: Int)

  /// There is not one label for each image.
  case countMismatch(imageFile: String, imageCount: Int, labelFile: String, labelCount: Int)

  /// `file` holds no records.
  case empty(file: String)

  /// `file` is a JPEG or PNG image with damage.
  case corruptImage(file: String, reason: String)

  /// `file` is neither a JPEG nor a PNG image; `found` says what it seems to be.
  case notAnImage(file: String, found: String)

  /// The image in `file` has more than `limit` pixels.
  case imageTooLarge(file: String, width: Int, height: Int, limit: Int)

  /// All images of a batch were left out; `last` says why the last one was.
  case noImageLeft(batch: Int, count: Int, last: String)

  /// A line, counted from 1, of the text `file` says something else than it should.
  case wrongLine(file: String, line: Int, expected: String, found: String)

  /// A MATLAB file is damaged, lacks something, or is more than its reader may take.
  case corruptMAT(file: String, reason: String)

  /// The image `file`, which `list` names, is not there.
  case missingImage(file: String, list: String)

  /// The folder of a class holds no image, but maybe images that are not read.
  case emptyClass(folder: String, passedOver: PassedOverImages = PassedOverImages())

  /// Two parts of a data set have different classes; some that only one has, sorted.
  case differentClasses(first: String, onlyFirst: [String], second: String, onlySecond: [String])

  /// The annotations in `file`, or one of them, cannot be used: `reason` says which and why.
  case wrongAnnotations(file: String, reason: String)

  /// The image in `file` is of another size than its annotations say.
  case wrongImageSize(
    file: String, width: Int, height: Int, expectedWidth: Int, expectedHeight: Int)

  /// The data set has more classes than it is known for.
  case tooManyClasses(folder: String, expected: Int, found: Int)

  /// A class is in two folders of which only one may have it.
  case repeatedClass(name: String, first: String, second: String)
}

extension DataError: CustomStringConvertible {
  /// One sentence for the person at the terminal.
  public var description: String {
    switch self {
    case .missingFile(let names, let folder):
      "\(folder.shown): expected \(names.map(\.shown).joined(separator: " or ")) in this folder, found none"
    case .missingFolder(let folder):
      "\(folder.shown): expected a folder with the data set's files, found no such folder"
    case .unreadable(let file, let reason):
      "\(file.shown): cannot be read: \(reason.shown)"
    case .wrongMagic(let file, let expected, let found):
      "\(file.shown): expected the magic number \(expected), found \(found); this is another kind of file"
    case .impossibleDimensions(let file, let dimensions):
      "\(file.shown): expected dimensions that a file can have, found "
        + "\(dimensions.map(String.init).joined(separator: " × ")) in the header; "
        + "the file is damaged, fetch it again"
    case .truncated(let file, let expected, let found, let compressed):
      "\(file.shown): expected \(Self.size(expected, compressed)), found \(found); "
        + "the file is truncated, fetch it again"
    case .tooLong(let file, let expected, let found, let compressed):
      "\(file.shown): expected \(Self.size(expected, compressed)), found \(found.map(String.init) ?? "more"); "
        + "the file does not fit its header, fetch it again"
    case .tooMuchData(let file, let found, let limit):
      "\(file.shown): expected at most \(limit) bytes of images, and memory for them, found \(found)"
    case .corruptGzip(let file, let reason):
      "\(file.shown): expected an intact gzip stream, found damage (\(reason.shown)); fetch it again"
    case .partialRecord(let file, let recordSize, let found):
      "\(file.shown): expected a whole number of records of \(recordSize) bytes, found \(found) bytes; "
        + "the file is truncated or of another data set, fetch it again"
    case .labelOutOfRange(let file, let record, let label, let classCount):
      "\(file.shown): expected labels from 0 to \(classCount - 1), found \(label) in record \(record); "
        + "the file is damaged or of another data set"
    case .countMismatch(let imageFile, let imageCount, let labelFile, let labelCount):
      "\(labelFile.shown): expected \(imageCount) labels, one for each image of \(imageFile.shown), "
        + "found \(labelCount)"
    case .empty(let file):
      "\(file.shown): expected at least one record, found none"
    case .corruptImage(let file, let reason):
      "\(file.shown): expected an intact image, found damage (\(reason.shown)); fetch it again or leave it out"
    case .notAnImage(let file, let found):
      "\(file.shown): expected a JPEG or PNG image, found \(found.shown); convert it or leave it out"
    case .imageTooLarge(let file, let width, let height, let limit):
      "\(file.shown): expected an image of at most \(limit) pixels, found \(width) × \(height); "
        + "shrink it or leave it out"
    case .noImageLeft(let batch, let count, let last):
      "batch \(batch): expected at least one intact image, found none among \(count); the last one: "
        + last.shown
    default: listingDescription
    }
  }

  /// Whether this is about the contents of one image file, which a loader may leave out.
  var isAboutOneImage: Bool {
    switch self {
    case .corruptImage, .notAnImage, .imageTooLarge, .wrongImageSize: true
    default: false
    }
  }

  private var listingDescription: String {
    switch self {
    case .wrongLine(let file, let line, let expected, let found):
      "\(file.shown): expected \(expected) in line \(line), found '\(found.shown)'"
    case .corruptMAT(let file, let reason):
      "\(file.shown): expected an intact MATLAB file of this data set, found another (\(reason.shown)); "
        + "fetch it again"
    case .missingImage(let file, let list):
      "\(file.shown): expected this image, which \(list.shown) names, found no such file"
    case .emptyClass(let folder, let passedOver):
      "\(folder.shown): expected at least one JPEG or PNG file of this class, found "
        + (passedOver.isEmpty ? "none" : passedOver.words)
    case .differentClasses(let first, let onlyFirst, let second, let onlySecond):
      "\(second.shown): expected a folder for each class of \(first.shown), found "
        + [Self.names(onlyFirst, in: first), Self.names(onlySecond, in: second)]
        .compactMap { $0 }.joined(separator: " and ")
    case .wrongAnnotations(let file, let reason):
      "\(file.shown): \(reason.shown); mend it or leave it out"
    case .wrongImageSize(let file, let width, let height, let expectedWidth, let expectedHeight):
      "\(file.shown): expected \(expectedWidth) × \(expectedHeight) pixels, as its annotations say, found "
        + "\(width) × \(height); mend them or leave it out"
    case .tooManyClasses(let folder, let expected, let found):
      "\(folder.shown): expected the folders of at most \(expected) classes, found \(found)"
    case .repeatedClass(let name, let first, let second):
      "\(second.shown): expected other classes than those in \(first.shown), found \(name.shown) in both"
    default: ""
    }
  }

  private static func names(_ classes: [String], in folder: String) -> String? {
    if classes.isEmpty { return nil }
    let more = classes.count > 5 ? " and \(classes.count - 5) more" : ""
    return classes.prefix(5).map(\.shown).joined(separator: ", ") + more
      + " in \(folder.shown) alone"
  }

  private static func size(_ bytes: Int, _ compressed: Bool) -> String {
    "\(bytes) bytes" + (compressed ? " after decompression" : "")
  }
}
