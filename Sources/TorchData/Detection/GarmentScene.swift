import Coco

/// Garments on a textured ground, drawn one over the other.
struct GarmentScene {
  /// What is seen.
  private(set) var canvas: SceneCanvas
  /// The garments that count, from the lowest to the uppermost.
  let objects: [DetectionObject]

  /// A garment, or a heap of them that counts as one crowd.
  private struct Layer {
    var category: Int
    var isCrowd = false
  }

  /// The fewest pixels of a garment that are seen where it counts.
  static let fewestPixels = 60
  /// A pixel of a garment is brighter than this part of white, which is 0.15.
  static let threshold = 0.15 * 255

  /// A scene that the numbers of `random` choose.
  init(of garments: InMemoryImages, side: Int, using random: inout SplitMix64) {
    canvas = SceneCanvas(side: side, using: &random)
    var layers: [Layer] = []
    if random.next(below: 8) == 0 {
      layers.append(Self.heap(of: garments, on: &canvas, layer: layers.count, &random))
    }
    for _ in 0...random.next(below: 5) {
      let length = Int(random.uniform(in: 0.2...0.6) * Double(side))
      let corner = (
        x: Self.start(length, side, &random), y: Self.start(length, side, &random)
      )
      let index = random.next(below: garments.count)
      canvas.draw(
        Garment(garments, index, length: length, using: &random), at: corner, layer: layers.count)
      layers.append(Layer(category: garments.labels[index]))
    }
    let drawn = canvas
    objects = layers.enumerated().compactMap { place, layer in
      guard let mask = drawn.mask(of: place), mask.area >= Self.fewestPixels else { return nil }
      return DetectionObject(
        box: mask.box, category: layer.category, isCrowd: layer.isCrowd, mask: mask)
    }
  }

  /// Where a garment begins: up to a quarter of it may lie outside.
  private static func start(_ length: Int, _ side: Int, _ random: inout SplitMix64) -> Int {
    random.next(below: side - length / 2 + 1) - length / 4
  }

  /// Draws 6 to 10 small garments of one kind close to each other.
  private static func heap(
    of garments: InMemoryImages, on canvas: inout SceneCanvas, layer: Int,
    _ random: inout SplitMix64
  ) -> Layer {
    let first = random.next(below: garments.count)
    let category = garments.labels[first]
    let spread = canvas.side * 3 / 8
    let corner = (
      x: random.next(below: canvas.side - spread + 1),
      y: random.next(below: canvas.side - spread + 1)
    )
    for _ in 0..<6 + random.next(below: 5) {
      // The next one of this kind from anywhere on.
      var index = random.next(below: garments.count)
      while garments.labels[index] != category { index = (index + 1) % garments.count }
      let length = canvas.side / 8 + random.next(below: canvas.side / 16 + 1)
      let place = (
        x: corner.x + random.next(below: spread - length + 1),
        y: corner.y + random.next(below: spread - length + 1)
      )
      canvas.draw(
        Garment(garments, index, length: length, using: &random), at: place, layer: layer)
    }
    return Layer(category: category, isCrowd: true)
  }
}

/// A garment at a size, in a color.
struct Garment {
  /// The side in pixels.
  let length: Int
  /// How bright each pixel is, `[length, length]`, of 255.
  let brightness: [Double]
  /// How much of each channel is seen, in [0, 1].
  let color: [Double]

  /// An image of a garment, bilinearly at `length`, maybe mirrored, in a random color.
  init(_ garments: InMemoryImages, _ index: Int, length: Int, using random: inout SplitMix64) {
    self.length = length
    let isMirrored = random.next(below: 2) == 1
    color = (0..<3).map { _ in random.uniform(in: 0.35...1) }
    let (height, width) = (garments.imageShape.height, garments.imageShape.width)
    let first = index * height * width
    func value(_ y: Int, _ x: Int) -> Double {
      let x = isMirrored ? width - 1 - x : x
      return Double(garments.pixels[first + y * width + x])
    }
    let (rows, columns) = (Blend.all(length, of: height), Blend.all(length, of: width))
    brightness = rows.flatMap { row in
      columns.map { column in
        row.of(
          column.of(value(row.first, column.first), value(row.first, column.second)),
          column.of(value(row.second, column.first), value(row.second, column.second)))
      }
    }
  }
}

/// A value between two neighbors.
struct Blend {
  let first: Int
  let second: Int
  /// How much of the second there is.
  let share: Double

  /// What each of `count` places, evenly over `length` values, is made of.
  static func all(_ count: Int, of length: Int) -> [Blend] {
    (0..<count).map { place in
      let center = max((Double(place) + 0.5) * Double(length) / Double(count) - 0.5, 0)
      let first = min(Int(center), length - 1)
      return Blend(first: first, second: min(first + 1, length - 1), share: center - Double(first))
    }
  }

  func of(_ a: Double, _ b: Double) -> Double { a + (b - a) * share }
}
