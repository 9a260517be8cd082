/// Where images and categories stand, by their identifiers.
struct Places {
  private let images: [CocoIdentifier: Int]
  private let categories: [CocoIdentifier: Int]

  init(_ images: [CocoImage], _ categories: [CocoCategory]) {
    self.images = Self.places(images.map(\.id))
    self.categories = Self.places(categories.map(\.id))
  }

  private static func places(_ ids: [CocoIdentifier]) -> [CocoIdentifier: Int] {
    Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The image and the category of an annotation.
  func of(
    _ annotation: WrittenAnnotation, _ item: () -> String, _ file: CocoFile
  ) throws(CocoError) -> (image: Int, category: Int) {
    let image = try Self.place(
      annotation.image, images, "image", key: "image_id", item, file)
    let category = try Self.place(
      annotation.category, categories, "category", key: "category_id", item, file)
    return (image, category)
  }

  private static func place(
    _ id: CocoIdentifier?, _ places: [CocoIdentifier: Int], _ what: String, key: String,
    _ item: () -> String, _ file: CocoFile
  ) throws(CocoError) -> Int {
    guard let id else {
      throw file.wrong(item(), "has no '\(key)' that is a whole number or a text")
    }
    if let place = places[id] { return place }
    var hint = ""
    if let other = id.ofOtherKind, places[other] != nil {
      hint = "; the truth has \(other), which is \(other.kind) and not \(id.kind)"
    }
    throw file.wrong(item(), "is of \(what) \(id), which the truth does not have" + hint)
  }
}

extension CocoIdentifier {
  /// The number that a text is of, or the text of a number.
  fileprivate var ofOtherKind: CocoIdentifier? {
    switch self {
    case .number(let number): .text("\(number)")
    case .text(let text): Int(text).map { .number($0) }
    }
  }

  fileprivate var kind: String { if case .number = self { "a number" } else { "a text" } }
}
