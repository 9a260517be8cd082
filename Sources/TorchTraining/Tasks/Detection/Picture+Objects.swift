import Coco
import TorchData

/// An object as it is drawn onto a picture: in the color of its category.
struct DrawnObject {
  var category: Int
  var caption: String
  var box: Box
  var mask: RunLengths?
}

extension DrawnObject {
  /// What was found, with how sure it is.
  init(_ found: FoundObjects.Object, _ categories: DetectionCategories) {
    self.init(
      category: found.category,
      caption: "\(categories.all[found.category].name) \(Int((100 * found.score).rounded()))%",
      box: found.box, mask: found.mask)
  }

  /// What there is.
  init(_ object: DetectionObject, _ categories: DetectionCategories) {
    let name = categories.all[object.category].name
    self.init(
      category: object.category, caption: object.isCrowd ? "crowd: \(name)" : name,
      box: object.box, mask: object.mask)
  }
}

extension FoundObjects {
  /// From which score on an object is drawn.
  private static let drawnScore = 0.5

  /// What is drawn of it, the surest first.
  func drawn(_ categories: DetectionCategories) -> [DrawnObject] {
    objects.filter { $0.score >= Self.drawnScore }.sorted { $0.score > $1.score }
      .map { DrawnObject($0, categories) }
  }
}

extension Picture {
  /// The picture with objects drawn onto it, of which the first lies on top.
  ///
  /// - Parameters:
  ///   - objects: the objects, in pixels of this picture.
  ///   - side: about how long the longer side is to be, so that captions can be read beside what they say, by a whole
  ///     factor; `nil` for the picture's own size.
  /// - Returns: the picture with masks, boxes and captions.
  func showing(_ objects: [DrawnObject], longerSide side: Int? = nil) -> Picture {
    var picture = self
    for object in objects.reversed() {
      if let mask = object.mask { picture.draw(mask, in: Self.color(object.category)) }
    }
    let longest = max(size.width, size.height)
    if let side, longest < side {
      picture = picture.enlarged(by: max(side / longest, 1))
    } else if let side {
      picture = picture.reduced(by: (longest + side - 1) / side)
    }
    let scale = Double(picture.size.width) / Double(size.width)
    for object in objects.reversed() {
      let (color, box) = (Self.color(object.category), object.box)
      picture.draw(
        Box(
          x: scale * box.x, y: scale * box.y, width: scale * box.width, height: scale * box.height),
        in: color)
      picture.draw(object.caption, x: scale * box.x, y: scale * box.y, on: color)
    }
    return picture
  }
}
