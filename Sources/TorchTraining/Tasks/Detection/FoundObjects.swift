public import Coco
public import TorchData

/// What a detector found in an image of a data set.
///
/// As a list of numbers it goes from process to process, and comes back bit for bit.
public struct FoundObjects: Hashable, Sendable {
  /// An object, as the detector has it.
  public struct Object: Hashable, Sendable {
    /// The category, as a place in those of the data set.
    public var category: Int
    /// How sure it is; higher is surer.
    public var score: Double
    /// The box in pixels of the image as it is stored.
    public var box: Box
    /// The mask of the image's stored size; `nil` from a detector without masks.
    public var mask: RunLengths?

    /// An object.
    public init(category: Int, score: Double, box: Box, mask: RunLengths? = nil) {
      (self.category, self.score, self.box, self.mask) = (category, score, box, mask)
    }
  }

  /// The place of the image in its data set.
  public var image: Int
  /// What was found in it, in any order; of equal scores the first counts as the surest.
  public var objects: [Object]

  /// What was found in an image.
  public init(image: Int, objects: [Object]) { (self.image, self.objects) = (image, objects) }

  /// All of it as numbers: the image, how many objects, and of each category, score, box, and the number of
  /// its mask's runs with the runs, or −1.
  public var numbers: [Double] {
    var numbers = [Double(image), Double(objects.count)]
    for object in objects {
      let box = object.box
      numbers += [Double(object.category), object.score, box.x, box.y, box.width, box.height]
      numbers.append(object.mask.map { Double($0.counts.count) } ?? -1)
      for count in object.mask?.counts ?? [] { numbers.append(Double(count)) }
    }
    return numbers
  }

  /// What ``numbers`` of several images say, one after the other.
  ///
  /// - Parameters:
  ///   - numbers: The numbers.
  ///   - size: The stored size of an image.
  /// - Returns: What was found in each of the images.
  public static func all(_ numbers: [Double], size: (Int) -> PixelSize) -> [FoundObjects] {
    var rest = numbers[...]
    func next() -> Double { rest.popFirst() ?? 0 }
    var all: [FoundObjects] = []
    while !rest.isEmpty {
      var found = FoundObjects(image: Int(next()), objects: [])
      let image = size(found.image)
      for _ in 0..<Int(next()) {
        let (category, score) = (Int(next()), next())
        let box = Box(x: next(), y: next(), width: next(), height: next())
        let runs = Int(next())
        let counts = rest.prefix(max(runs, 0)).map { UInt32($0) }
        rest = rest.dropFirst(counts.count)
        // Runs that came from a mask of this size.
        let mask =
          runs < 0
          ? nil : try? RunLengths(height: image.height, width: image.width, counts: counts)
        found.objects.append(Object(category: category, score: score, box: box, mask: mask))
      }
      all.append(found)
    }
    return all
  }
}
