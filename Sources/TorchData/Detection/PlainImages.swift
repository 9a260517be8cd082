import Coco

/// Image files of which nobody has said what is in them: for a detector to look at.
public struct PlainImages: DetectionDataset {
  /// The kinds of objects that may be found.
  public let categories: DetectionCategories
  /// Why files were left out; none unless that was asked for.
  public let leftOut: [DataError]
  /// The place among the given paths of each image.
  public let places: [Int]
  private let paths: [String]
  private let sizes: [PixelSize]

  /// 3: gray images are read as red, green and blue of one strength.
  public var channels: Int { 3 }
  /// No object is known.
  public var hasMasks: Bool { true }
  /// The number of images.
  public var count: Int { paths.count }

  /// The files at `paths`, whose headers are read.
  ///
  /// - Parameters:
  ///   - paths: The JPEG and PNG files.
  ///   - categories: The kinds of objects that may be found.
  ///   - skipsCorrupt: Whether files that are no images are left out and told of in ``leftOut``.
  /// - Throws: `DataError` for the first file that is no image.
  public init(
    _ paths: [String], categories: DetectionCategories, skipsCorrupt: Bool = false
  ) throws(DataError) {
    let (file, decoder) = (FileBuffer(), ImageDecoder())
    var (places, sizes, leftOut): ([Int], [PixelSize], [DataError]) = ([], [], [])
    for (place, path) in paths.enumerated() {
      do throws(DataError) {
        sizes.append(try decoder.open(try file.read(path), path: path))
        places.append(place)
      } catch {
        guard skipsCorrupt, error.isAboutOneImage else { throw error }
        leftOut.append(error)
      }
    }
    (self.places, self.sizes, self.leftOut) = (places, sizes, leftOut)
    (self.paths, self.categories) = (places.map { paths[$0] }, categories)
  }

  /// The path of the image at `index`.
  public func path(at index: Int) -> String { paths[index] }

  /// The size of the image at `index`, as its header says it.
  public func size(at index: Int) -> PixelSize { sizes[index] }

  /// The image at `index` without objects.
  public func example(at index: Int, masks: Bool) -> DetectionExample {
    DetectionExample(
      index: index, imageID: .number(index + 1), size: sizes[index], objects: [])
  }

  /// Calls `body` with the path of the image at `index`.
  public func withImage(
    at index: Int, masks: Bool,
    _ body: (_ image: StoredImage, _ example: DetectionExample) throws(DataError) -> Void
  ) throws(DataError) { try body(.file(paths[index]), example(at: index, masks: masks)) }
}
