/// A truth file as it is written: its lists may stand in any order.
struct WrittenTruth {
  private var images: [Result<CocoImage, CocoError>]?
  private var categories: [Result<CocoCategory, CocoError>]?
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
  ) throws(JSONProblem) -> Result<CocoImage, CocoError> {
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
    guard let id else {
      return .failure(file.wrong("entry \(index + 1) of 'images'", noIdentifier))
    }
    for side in [height, width] where side != nil {
      guard let side = side?.whole, side > 0 else {
        let reason = "has a height or width that is no whole number above 0"
        return .failure(file.wrong("image \(id)", reason))
      }
    }
    return .success(
      CocoImage(id: id, height: height?.whole, width: width?.whole, fileName: fileName))
  }

  private static func category(
    _ scanner: inout JSONScanner, _ file: CocoFile, _ index: Int
  ) throws(JSONProblem) -> Result<CocoCategory, CocoError> {
    var (id, name): (CocoIdentifier?, String?) = (nil, nil)
    var isFirst = true
    while let key = try scanner.key(&isFirst) {
      switch key {
      case "id": id = try scanner.identifier()
      case "name": name = try scanner.string()
      default: try scanner.pass()
      }
    }
    guard let id else {
      return .failure(file.wrong("entry \(index + 1) of 'categories'", noIdentifier))
    }
    return .success(CocoCategory(id: id, name: name ?? "\(id)"))
  }

  private static let noIdentifier = "has no 'id' that is a whole number or a text"

  func sortedImages(
    _ file: CocoFile, _ leftOut: inout LeftOut
  ) throws(CocoError) -> [CocoImage] {
    try Self.sorted(leftOut.kept(images ?? []), by: \.id, "image", file, &leftOut)
  }

  func sortedCategories(
    _ file: CocoFile, _ leftOut: inout LeftOut
  ) throws(CocoError) -> [CocoCategory] {
    try Self.sorted(leftOut.kept(categories ?? []), by: \.id, "category", file, &leftOut)
  }

  /// Entries by their identifiers; of those with one identifier the first is kept.
  private static func sorted<Entry>(
    _ entries: [Entry], by id: (Entry) -> CocoIdentifier, _ kind: String, _ file: CocoFile,
    _ leftOut: inout LeftOut
  ) throws(CocoError) -> [Entry] {
    let order = entries.indices.sorted {
      let (first, second) = (id(entries[$0]), id(entries[$1]))
      return first == second ? $0 < $1 : first < second
    }
    var unique: [Entry] = []
    unique.reserveCapacity(entries.count)
    for entry in order.lazy.map({ entries[$0] }) {
      if let last = unique.last, id(last) == id(entry) {
        try leftOut.take(file.wrong("\(kind) \(id(entry))", "stands more than once"))
      } else {
        unique.append(entry)
      }
    }
    return unique
  }

  func objects(
    in images: [CocoImage], of categories: [CocoCategory], _ reading: CocoReading,
    _ file: CocoFile, _ leftOut: inout LeftOut
  ) throws(CocoError) -> [CocoObject] {
    let places = Places(images, categories)
    var seen: Set<CocoIdentifier> = []
    seen.reserveCapacity(annotations?.count ?? 0)
    var objects: [CocoObject] = []
    var written: [WrittenAnnotation] = []
    for (index, annotation) in (annotations ?? []).enumerated() {
      do throws(CocoError) {
        guard let id = annotation.id else {
          throw file.wrong("entry \(index + 1) of 'annotations'", Self.noIdentifier)
        }
        guard seen.insert(id).inserted else {
          throw file.wrong(annotation.name, "stands more than once")
        }
        objects.append(try annotation.object(at: places, in: images, reading, file))
        if reading.kinds.contains(.mask) { written.append(annotation) }
      } catch { try leftOut.take(error) }
    }
    guard reading.kinds.contains(.mask) else { return objects }
    let masks = MaskReader(file: file).masks(of: written, in: objects.map { images[$0.image] }) {
      [written] in written[$0].name
    }
    return try leftOut.kept(
      zip(objects, masks).map { object, mask in
        mask.map { mask in
          var object = object
          object.mask = mask
          return object
        }
      })
  }
}

extension WrittenAnnotation {
  fileprivate var name: String { "annotation \(id.map { "\($0)" } ?? "")" }

  /// What the annotation says, without its mask.
  fileprivate func object(
    at places: Places, in images: [CocoImage], _ reading: CocoReading, _ file: CocoFile
  ) throws(CocoError) -> CocoObject {
    let (place, category) = try places.of(self, { name }, file)
    guard let area, area.isFinite, area >= 0 else {
      throw file.wrong(name, "has no 'area' that is a number from 0 on")
    }
    if reading.kinds.contains(.box) { try checkBox({ name }, file) }
    if reading.isForTraining { try checkBounds(in: images[place], { name }, file) }
    return CocoObject(image: place, category: category, box: box, area: area, isCrowd: isCrowd)
  }
}
