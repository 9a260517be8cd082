/// An image of a truth file.
package struct CocoImage: Hashable, Sendable {
  package var id: CocoIdentifier
  /// The rows of pixels, at least 1; `nil` where the file does not say.
  package var height: Int?
  package var width: Int?
  /// Where the image lies, as the file says it.
  package var fileName: String?

  package init(id: CocoIdentifier, height: Int? = nil, width: Int? = nil, fileName: String? = nil) {
    (self.id, self.height, self.width, self.fileName) = (id, height, width, fileName)
  }
}

/// A class of objects.
package struct CocoCategory: Hashable, Sendable {
  package var id: CocoIdentifier
  package var name: String

  package init(id: CocoIdentifier, name: String) { (self.id, self.name) = (id, name) }
}

/// An object in an image.
package struct CocoObject: Hashable, Sendable {
  /// The image and the category, as places in those of the truth.
  package var image: Int
  package var category: Int
  /// The box; `nil` where it is not asked for and not there.
  package var box: Box?
  /// The area in pixels, which is not always that of the box or the mask.
  package var area: Double
  /// Whether it stands for many: detections within it count neither for nor against.
  package var isCrowd: Bool
  /// The mask; `nil` where it is not asked for.
  package var mask: RunLengths?

  package init(
    image: Int, category: Int, box: Box?, area: Double, isCrowd: Bool = false,
    mask: RunLengths? = nil
  ) {
    (self.image, self.category, self.box) = (image, category, box)
    (self.area, self.isCrowd, self.mask) = (area, isCrowd, mask)
  }
}

/// What is compared with the truth.
package enum RegionKind: String, CaseIterable, Sendable {
  case box, mask
}

/// The images of a set, and the objects in them.
package struct CocoTruth: Sendable {
  /// By their identifiers.
  package let images: [CocoImage]
  /// By their identifiers.
  package let categories: [CocoCategory]
  /// In the order of the file.
  package let objects: [CocoObject]
  /// What was wrong with entries of the file that are left out; none unless that was asked for.
  package let leftOut: [CocoError]

  /// The truth of a file in COCO's format.
  ///
  /// - Parameters:
  ///   - path: The file, such as `instances_val2017.json`.
  ///   - reading: What is asked for, and what becomes of what is wrong.
  /// - Throws: `CocoError` that names the file and what in it is wrong.
  package init(_ path: String, _ reading: CocoReading) throws(CocoError) {
    let file = try CocoFile(path)
    let written = try file.scan { scanner in try WrittenTruth(&scanner, file) }
    var leftOut = LeftOut(reading)
    images = try written.sortedImages(file, &leftOut)
    categories = try written.sortedCategories(file, &leftOut)
    objects = try written.objects(in: images, of: categories, reading, file, &leftOut)
    self.leftOut = leftOut.errors
  }

  /// The truth of a file in COCO's format, of which boxes or masks are asked for.
  package init(_ path: String, for kind: RegionKind) throws(CocoError) {
    try self.init(path, CocoReading([kind]))
  }

  /// The truth of these objects, whose images and categories are sorted by their identifiers.
  package init(images: [CocoImage], categories: [CocoCategory], objects: [CocoObject]) {
    (self.images, self.categories, self.objects) = (images, categories, objects)
    leftOut = []
  }
}
