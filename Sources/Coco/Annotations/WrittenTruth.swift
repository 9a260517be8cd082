/// A truth file as it is written: its lists may stand in any order.
struct WrittenTruth {
  private var images: [CocoImage]?
  private var categories: [CocoCategory]?
  private var annotations: [WrittenAnnotation]?

  init(_ scanner: inout JSONScanner, _ file: CocoFile) throws {
    guard scanner.take(UInt8(ascii: "{")) else {
      throw CocoError.wrongShape(
        file: file.path, reason: "it is no object with 'images', 'categories' and 'annotations'")
    }
    var isFirst = true
    while let key = try scanner.key(&isFirst) {
      switch key {
      case "images": images = try Self.list(&scanner, file, "images", Self.image)
      case "categories": categories = try Self.list(&scanner, file, "categories", Self.category)
      case "annotations":
        annotations = try Self.list(&scanner, file, "annotations") { scanner, _, _ in
          try WrittenAnnotation(&scanner)
        }
      default: try scanner.pass()
      }
    }
    guard scanner.isAtEnd() else { throw scanner.problem("nothing more") }
    for (name, isThere) in [
      ("images", images != nil), ("categories", categories != nil),
      ("annotations", annotations != nil),
    ] where !isThere {
      throw CocoError.wrongShape(file: file.path, reason: "it has no '\(name)'")
    }
  }

  /// The entries of a list, each an object.
  static func list<Entry>(
    _ scanner: inout JSONScanner, _ file: CocoFile, _ name: String,
    _ entry: (inout JSONScanner, CocoFile, Int) throws -> Entry
  ) throws -> [Entry] {
    guard scanner.take(UInt8(ascii: "[")) else {
      throw CocoError.wrongShape(file: file.path, reason: "'\(name)' is no list")
    }
    var (entries, isFirst): ([Entry], Bool) = ([], true)
    while try scanner.element(&isFirst) {
      guard scanner.take(UInt8(ascii: "{")) else {
        throw CocoError.wrongShape(
          file: file.path, reason: "entry \(entries.count + 1) of '\(name)' is no object")
      }
      entries.append(try entry(&scanner, file, entries.count))
    }
    return entries
  }

  private static func image(
    _ scanner: inout JSONScanner, _ file: CocoFile, _ index: Int
  ) throws -> CocoImage {
    var (id, fileName): (CocoIdentifier?, String?) = (nil, nil)
    var (height, width): (JSONNumber?, JSONNumber?) = (nil, nil)
    var isFirst = true
    while let key = try scanner.key(&isFirst) {
      switch key {
      case "id": id = try scanner.identifier()
      case "height": height = try scanner.number()
      case "width": width = try scanner.number()
      case "file_name": fileName = try scanner.string()
      default: try scanner.pass()
      }
    }
    guard let id else { throw file.wrong("entry \(index + 1) of 'images'", noIdentifier) }
    for side in [height, width] where side != nil {
      guard let side = side?.whole, side > 0 else {
        throw file.wrong("image \(id)", "has a height or width that is no whole number above 0")
      }
    }
    return CocoImage(id: id, height: height?.whole, width: width?.whole, fileName: fileName)
  }

  private static func category(
    _ scanner: inout JSONScanner, _ file: CocoFile, _ index: Int
  ) throws -> CocoCategory {
    var (id, name): (CocoIdentifier?, String?) = (nil, nil)
    var isFirst = true
    while let key = try scanner.key(&isFirst) {
      switch key {
      case "id": id = try scanner.identifier()
      case "name": name = try scanner.string()
      default: try scanner.pass()
      }
    }
    guard let id else { throw file.wrong("entry \(index + 1) of 'categories'", noIdentifier) }
    return CocoCategory(id: id, name: name ?? "\(id)")
  }

  private static let noIdentifier = "has no 'id' that is a whole number or a text"

  func sortedImages(_ file: CocoFile) throws(CocoError) -> [CocoImage] {
    let sorted = (images ?? []).sorted { $0.id < $1.id }
    for (one, next) in zip(sorted, sorted.dropFirst()) where one.id == next.id {
      throw file.wrong("image \(one.id)", "stands more than once")
    }
    return sorted
  }

  func sortedCategories(_ file: CocoFile) throws(CocoError) -> [CocoCategory] {
    let sorted = (categories ?? []).sorted { $0.id < $1.id }
    for (one, next) in zip(sorted, sorted.dropFirst()) where one.id == next.id {
      throw file.wrong("category \(one.id)", "stands more than once")
    }
    return sorted
  }

  func objects(
    in images: [CocoImage], of categories: [CocoCategory], for kind: RegionKind, _ file: CocoFile
  ) throws(CocoError) -> [CocoObject] {
    let places = Places(images, categories)
    let annotations = annotations ?? []
    var seen: Set<CocoIdentifier> = []
    seen.reserveCapacity(annotations.count)
    var objects: [CocoObject] = []
    objects.reserveCapacity(annotations.count)
    for (index, annotation) in annotations.enumerated() {
      guard let id = annotation.id else {
        throw file.wrong("entry \(index + 1) of 'annotations'", Self.noIdentifier)
      }
      let item = { "annotation \(id)" }
      guard seen.insert(id).inserted else { throw file.wrong(item(), "stands more than once") }
      let (image, category) = try places.of(annotation, item, file)
      guard let area = annotation.area, area.isFinite, area >= 0 else {
        throw file.wrong(item(), "has no 'area' that is a number from 0 on")
      }
      if kind == .box { try annotation.checkBox(item, file) }
      objects.append(
        CocoObject(
          image: image, category: category, box: annotation.box, area: area,
          isCrowd: annotation.isCrowd))
    }
    guard kind == .mask else { return objects }
    let reader = MaskReader(file: file)
    let masks = try reader.masks(of: annotations, in: objects.map { images[$0.image] }) {
      "annotation \(annotations[$0].id.map { "\($0)" } ?? "")"
    }
    for index in objects.indices { objects[index].mask = masks[index] }
    return objects
  }
}
