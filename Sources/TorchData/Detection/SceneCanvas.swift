import Coco

/// The pixels of a scene, and which layer is seen at each of them.
///
/// Nothing but sums and products makes a pixel, so that it is the same on every machine.
struct SceneCanvas {
  /// The side in pixels.
  let side: Int
  /// `[3, side, side]`, channel by channel.
  private(set) var pixels: [UInt8]
  /// `[side, side]`: the layer, or −1 for the ground.
  private var layers: [Int]

  /// A ground of a random color, with coarse and fine stains and maybe stripes.
  init(side: Int, using random: inout SplitMix64) {
    self.side = side
    layers = [Int](repeating: -1, count: side * side)
    let color = (0..<3).map { _ in random.uniform(in: 50...200) }
    let strength = (0..<3).map { _ in random.uniform(in: 10...45) }
    let texture = Texture(side: side, using: &random)
    pixels = []
    pixels.reserveCapacity(3 * side * side)
    for channel in 0..<3 {
      for value in texture.values {
        pixels.append(Self.byte(color[channel] + strength[channel] * value))
      }
    }
  }

  /// Draws what of a garment is bright enough.
  mutating func draw(_ garment: Garment, at corner: (x: Int, y: Int), layer: Int) {
    for row in 0..<garment.length where (0..<side).contains(corner.y + row) {
      for column in 0..<garment.length where (0..<side).contains(corner.x + column) {
        let brightness = garment.brightness[row * garment.length + column]
        guard brightness > GarmentScene.threshold else { continue }
        let place = (corner.y + row) * side + corner.x + column
        layers[place] = layer
        for (channel, share) in garment.color.enumerated() {
          pixels[channel * side * side + place] = Self.byte(share * brightness)
        }
      }
    }
  }

  /// The pixels of a layer that are seen.
  func mask(of layer: Int) -> RunLengths? {
    let columns = (0..<side).flatMap { x in
      (0..<side).map { y in layers[y * side + x] == layer ? UInt8(1) : 0 }
    }
    return try? RunLengths(height: side, width: side, pixels: columns)
  }

  private static func byte(_ value: Double) -> UInt8 { UInt8(min(max(value, 0), 255).rounded()) }
}

/// Stains of two sizes, and in every second one stripes.
private struct Texture {
  /// `[side, side]`, about −1.5 to 1.5.
  var values: [Double]

  init(side: Int, using random: inout SplitMix64) {
    values = [Double](repeating: 0, count: side * side)
    for (step, strength) in [(side / 4, 1.0), (max(side / 20, 2), 0.5)] {
      add(Self.stains(side: side, step: step, using: &random), strength)
    }
    if random.next(below: 2) == 1 { add(Self.stripes(side: side, using: &random), 0.6) }
  }

  private mutating func add(_ other: [Double], _ strength: Double) {
    for place in values.indices { values[place] += strength * other[place] }
  }

  /// Random numbers in −1 … 1 at corners `step` apart, bilinear in between.
  private static func stains(side: Int, step: Int, using random: inout SplitMix64) -> [Double] {
    let count = side / step + 2
    let corners = (0..<count * count).map { _ in random.uniform(in: -1...1) }
    return (0..<side).flatMap { y in
      (0..<side).map { x in
        let (row, column) = (y / step, x / step)
        let across = Blend(first: 0, second: 1, share: Double(x % step) / Double(step))
        let down = Blend(first: 0, second: 1, share: Double(y % step) / Double(step))
        let place = row * count + column
        return down.of(
          across.of(corners[place], corners[place + 1]),
          across.of(corners[place + count], corners[place + count + 1]))
      }
    }
  }

  /// Straight waves of a random direction and length, as triangles from −1 to 1.
  private static func stripes(side: Int, using random: inout SplitMix64) -> [Double] {
    let length = random.uniform(in: 6...24)
    let (a, b) = (random.uniform(in: -1...1), random.uniform(in: -1...1))
    return (0..<side).flatMap { y in
      (0..<side).map { x in
        let phase = (a * Double(x) + b * Double(y)) / length
        let part = phase - phase.rounded(.down)
        return part < 0.5 ? 4 * part - 1 : 3 - 4 * part
      }
    }
  }
}
