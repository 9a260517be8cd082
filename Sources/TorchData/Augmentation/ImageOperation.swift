/// One of the fourteen operations that RandAugment and TrivialAugment draw from.
///
/// They are torchvision's, of bytes: what moves is looked up between pixels (bilinear), and what comes from outside of
/// the image is black.
enum ImageOperation: Equatable {
  case identity
  /// Each row is moved by so many times its distance from the top.
  case shearX(Double)
  /// Each column is moved by so many times its distance from the left.
  case shearY(Double)
  /// To the right by so many pixels.
  case translateX(Int)
  /// Down by so many pixels.
  case translateY(Int)
  /// Counterclockwise around the center by so many degrees.
  case rotate(Double)
  /// A change of brightness, saturation or contrast.
  case color(ColorJitter.Change)
  /// A mix with the blurred image; 1 for the image as it is.
  case sharpness(Double)
  /// Only so many bits of each byte.
  case posterize(Int)
  /// Bytes from this one on are inverted.
  case solarize(Double)
  /// Each channel from 0 to 255.
  case autoContrast
  /// In each channel all bytes about equally often.
  case equalize

  /// Which operation it is, its strength aside: in torchvision's order.
  enum Kind: CaseIterable {
    case identity, shearX, shearY, translateX, translateY, rotate
    case brightness, saturation, contrast, sharpness
    case posterize, solarize, autoContrast, equalize
  }

  /// The largest strengths that are drawn.
  struct Range: Equatable {
    /// The shear.
    let shear: Double
    /// The pixels of a translation of an image of so many.
    let translation: @Sendable (Int) -> Double
    /// The degrees.
    let rotation: Double
    /// The distance of a factor on brightness and the like from 1.
    let color: Double
    /// The bits of a byte that are lost.
    let lostBits: Double

    static func == (first: Range, second: Range) -> Bool { first.shear == second.shear }

    /// RandAugment's.
    static let randAugment = Range(
      shear: 0.3, translation: { 150.0 / 331 * Double($0) }, rotation: 30, color: 0.9, lostBits: 4)
    /// TrivialAugment's, the wide ones.
    static let wide = Range(
      shear: 0.99, translation: { _ in 32 }, rotation: 135, color: 0.99, lostBits: 6)
  }

  /// An operation of the strength `bin` of thirty, in either direction, on an image of `size`.
  init(_ kind: Kind, bin: Int, isNegative: Bool, in range: Range, of size: PixelSize) {
    let share = Double(bin) / Double(RandAugment.magnitudes - 1)
    func signed(_ most: Double) -> Double { isNegative ? -most * share : most * share }
    switch kind {
    case .identity: self = .identity
    case .shearX: self = .shearX(signed(range.shear))
    case .shearY: self = .shearY(signed(range.shear))
    case .translateX: self = .translateX(Int(signed(range.translation(size.width))))
    case .translateY: self = .translateY(Int(signed(range.translation(size.height))))
    case .rotate: self = .rotate(signed(range.rotation))
    case .brightness: self = .color(.brightness(1 + signed(range.color)))
    case .saturation: self = .color(.saturation(1 + signed(range.color)))
    case .contrast: self = .color(.contrast(1 + signed(range.color)))
    case .sharpness: self = .sharpness(1 + signed(range.color))
    case .posterize:
      self = .posterize(8 - Int((share * range.lostBits).rounded(.toNearestOrEven)))
    case .solarize: self = .solarize(255 * (1 - share))
    case .autoContrast: self = .autoContrast
    case .equalize: self = .equalize
    }
  }
}

/// How operations are drawn for an image.
public enum OperationDraw: Hashable, Sendable {
  /// So many operations of one strength, each in either direction.
  case randAugment(RandAugment)
  /// One operation of any strength, in either direction.
  ///
  /// Source: Müller and Hutter, "TrivialAugment: Tuning-free Yet State-of-the-Art Data Augmentation", ICCV 2021,
  /// https://arxiv.org/abs/2103.10158, with the wide strengths, as torchvision's `TrivialAugmentWide`.
  case trivialAugment

  /// The operations on an image of `size` that the numbers of `random` choose.
  func operations(on size: PixelSize, using random: inout SplitMix64) -> [ImageOperation] {
    let (count, magnitude, range): (Int, Int?, ImageOperation.Range) =
      switch self {
      case .randAugment(let own): (own.operations, own.magnitude, .randAugment)
      case .trivialAugment: (1, nil, .wide)
      }
    let kinds = ImageOperation.Kind.allCases
    return (0..<count).map { _ in
      // All three are drawn in any case, so that the numbers of the next operation do not depend on this one.
      let kind = kinds[random.next(below: kinds.count)]
      let bin = random.next(below: RandAugment.magnitudes)
      let isNegative = random.next(below: 2) == 1
      return ImageOperation(
        kind, bin: magnitude ?? bin, isNegative: isNegative, in: range, of: size)
    }
  }
}
