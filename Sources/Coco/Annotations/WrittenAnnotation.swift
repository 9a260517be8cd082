/// An entry of `annotations`, or of a file of results, as it is written.
struct WrittenAnnotation: Sendable {
  var id: CocoIdentifier?
  var image: CocoIdentifier?
  var category: CocoIdentifier?
  var box: Box?
  /// Whether there is a `bbox`, right or wrong, other than `[]` and `null`.
  var hasBox = false
  var area: Double?
  var score: Double?
  var isCrowd = false
  /// The bytes of the `segmentation`.
  var shape: Range<Int>?

  /// Reads what follows an opening brace.
  init(_ scanner: inout JSONScanner) throws(JSONProblem) {
    var isFirst = true
    while let key = try scanner.key(&isFirst) {
      switch key {
      case "id": id = try scanner.identifier()
      case "image_id": image = try scanner.identifier()
      case "category_id": category = try scanner.identifier()
      case "bbox":
        let start = scanner
        box = try scanner.box()
        hasBox = box != nil || !start.isEmptyOrNull()
      case "area": area = try scanner.number()?.value
      case "score": score = try scanner.number()?.value
      case "iscrowd": isCrowd = try scanner.truth() ?? false
      case "segmentation":
        let isNull = scanner.next() == UInt8(ascii: "n")
        let range = try scanner.pass()
        shape = isNull ? nil : range
      default: try scanner.pass()
      }
    }
  }

  /// Checks that there is a box that bounds something.
  func checkBox(_ item: () -> String, _ file: CocoFile) throws(CocoError) {
    guard let box else {
      throw file.wrong(
        item(), hasBox ? "has a 'bbox' that is no list of four numbers" : "has no 'bbox'")
    }
    let sides = [box.width, box.height]
    guard ([box.x, box.y] + sides).allSatisfy({ abs($0) <= Box.farthest }),
      sides.allSatisfy({ $0 >= 0 })
    else {
      throw file.wrong(
        item(), "has \(box.words), which is not [x, y, width, height] with sides from 0 on")
    }
  }

  /// Checks that the box has an area, and something of its image in it.
  func checkBounds(
    in image: CocoImage, _ item: () -> String, _ file: CocoFile
  ) throws(CocoError) {
    guard let box else { return }
    guard box.width > 0, box.height > 0 else {
      throw file.wrong(item(), "has \(box.words), which bounds nothing")
    }
    guard let width = image.width, let height = image.height else { return }
    let whole = Box(x: 0, y: 0, width: Double(width), height: Double(height))
    guard box.intersection(with: whole) > 0 else {
      throw file.wrong(
        item(), "has \(box.words), which lies outside of its image of \(width)×\(height) pixels")
    }
  }
}

extension Box {
  fileprivate var words: String { "the box [\(x), \(y), \(width), \(height)]" }
}

extension JSONScanner {
  /// Whether an empty list or `null` comes next.
  func isEmptyOrNull() -> Bool {
    var copy = self
    if copy.next() == UInt8(ascii: "n") { return true }
    return copy.take(UInt8(ascii: "[")) && copy.take(UInt8(ascii: "]"))
  }
}
