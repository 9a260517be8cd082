import Coco
import Files
import Foundation

/// Images and annotations in COCO's format.
///
/// The annotations are read once; an image file is when a loader asks for it. The identifiers of images,
/// categories and annotations are whole numbers, with gaps, or texts; masks are polygons or run lengths,
/// as a list or a text. `file_name` may lead through folders below that of the images.
///
/// Source: Lin et al., "Microsoft COCO: Common Objects in Context", ECCV 2014,
/// https://arxiv.org/abs/1405.0312, and https://cocodataset.org/#format-data.
public struct CocoImages: DetectionDataset {
  /// The kinds of objects, sorted by their identifiers.
  public let categories: DetectionCategories

  /// Whether masks were read.
  public let hasMasks: Bool

  /// Why annotations and images were left out; none unless that was asked for.
  public let leftOut: [DataError]

  /// 3: gray images are read as red, green and blue of one strength.
  public var channels: Int { 3 }

  /// An image with the place of its objects among those of all.
  private struct Entry {
    var path: String
    var id: CocoIdentifier
    var size: PixelSize
    var objects: Range<Int>
  }

  /// An object with the text of its mask, which takes a quarter of the memory of the mask.
  private struct Stored {
    var object: DetectionObject
    var mask: [UInt8]?
  }

  private let entries: [Entry]
  private let objects: [Stored]

  /// The images that a file of annotations names.
  ///
  /// - Parameters:
  ///   - annotations: The file, such as `instances_train2017.json`.
  ///   - folder: The folder of the images.
  ///   - masks: Whether masks are read; what stands as `segmentation` is not looked at without.
  ///   - skipsCorrupt: Whether annotations that are wrong are left out and told of in ``leftOut``: boxes
  ///     that are not finite, bound nothing or lie outside of their image, unsound masks, unknown
  ///     images and categories, what stands twice. Else the first of them is an error.
  /// - Throws: `DataError` that names the file, and the image or annotation; for an image file that is missing
  ///   in any case.
  public init(
    annotations: String, images folder: String, masks: Bool, skipsCorrupt: Bool = false
  ) throws(DataError) {
    let reading = CocoReading(
      masks ? [.box, .mask] : [.box], isForTraining: true, leavesOut: skipsCorrupt)
    let truth: CocoTruth
    do { truth = try CocoTruth(annotations, reading) } catch { throw DataError(error, annotations) }
    guard !truth.images.isEmpty else { throw .empty(file: annotations) }
    categories = DetectionCategories(
      truth.categories.map { DetectionCategory(id: $0.id, name: $0.name) })
    hasMasks = masks
    var leftOut = truth.leftOut.map { DataError($0, annotations) }
    var ofImage = [[Int]](repeating: [], count: truth.images.count)
    for (place, object) in truth.objects.enumerated() { ofImage[object.image].append(place) }
    var (entries, objects): ([Entry], [Stored]) = ([], [])
    objects.reserveCapacity(truth.objects.count)
    for (image, places) in zip(truth.images, ofImage) {
      do throws(DataError) {
        var entry = try Self.entry(image, in: folder, annotations)
        let first = objects.count
        objects += places.compactMap { Self.stored(truth.objects[$0]) }
        entry.objects = first..<objects.count
        entries.append(entry)
      } catch {
        guard skipsCorrupt, case .wrongAnnotations = error else { throw error }
        leftOut.append(error)
      }
    }
    (self.entries, self.objects, self.leftOut) = (entries, objects, leftOut)
  }

  private static func stored(_ object: CocoObject) -> Stored? {
    object.box.map { box in
      Stored(
        object: DetectionObject(
          box: box, category: object.category, area: object.area, isCrowd: object.isCrowd),
        mask: object.mask.map { Array($0.text.utf8) })
    }
  }

  private static func entry(
    _ image: CocoImage, in folder: String, _ annotations: String
  ) throws(DataError) -> Entry {
    func wrong(_ reason: String) -> DataError {
      .wrongAnnotations(file: annotations, reason: "image \(image.id) \(reason)")
    }
    guard let width = image.width, let height = image.height else {
      throw wrong("has no 'width' and 'height'")
    }
    guard let name = image.fileName, staysBelow(name) else {
      throw wrong("has no 'file_name' that leads to a file below the folder of images")
    }
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else {
      throw .missingImage(file: path, list: annotations)
    }
    return Entry(
      path: path, id: image.id, size: PixelSize(width: width, height: height), objects: 0..<0)
  }

  /// The number of images.
  public var count: Int { entries.count }

  /// The size of the image at `index`, as the annotations say it.
  public func size(at index: Int) -> PixelSize { entries[index].size }

  /// The path of the image at `index`.
  public func path(at index: Int) -> String { entries[index].path }

  /// What the annotations say of the image at `index`.
  public func example(at index: Int, masks: Bool) throws(DataError) -> DetectionExample {
    let entry = entries[index]
    precondition(hasMasks || !masks, "masks were not read")
    let objects = objects[entry.objects].map { stored in
      var object = stored.object
      if masks, let text = stored.mask {
        // Written by a mask of this size.
        object.mask = try? RunLengths(
          height: entry.size.height, width: entry.size.width,
          text: String(decoding: text, as: UTF8.self))
      }
      return object
    }
    return DetectionExample(index: index, imageID: entry.id, size: entry.size, objects: objects)
  }

  /// Calls `body` with the path of the image at `index` and what the annotations say of it.
  public func withImage(
    at index: Int, masks: Bool,
    _ body: (_ image: StoredImage, _ example: DetectionExample) throws(DataError) -> Void
  ) throws(DataError) {
    try body(.file(entries[index].path), example(at: index, masks: masks))
  }
}

extension DataError {
  /// What is wrong with the file of annotations `path`.
  fileprivate init(_ error: CocoError, _ path: String) {
    self =
      switch error {
      case .file(let error): .unreadable(file: path, reason: error.reason)
      case .notJSON(let file, let place, let reason):
        .wrongAnnotations(file: file, reason: "no valid JSON: \(reason) at byte \(place)")
      case .wrongShape(let file, let reason): .wrongAnnotations(file: file, reason: reason)
      case .wrongItem(let file, let item, let reason):
        .wrongAnnotations(file: file, reason: "\(item) \(reason)")
      }
  }
}
