/// Damaged copies of a file's bytes: the same ones for the same seed.
///
/// What a reader of files must survive: bytes changed, stretches lost, doubled or overwritten with a
/// number that is too large, and the end cut off.
public struct Mutations: Sequence, IteratorProtocol {
  private let original: [UInt8]
  private let reach: Int
  private var random: SeededRandom

  /// Damaged copies of `original`, without end.
  ///
  /// - Parameters:
  ///   - original: the bytes of a file that is well formed and not empty.
  ///   - seed: which copies; not 0.
  ///   - reach: how many bytes from the start may change, so that a small header in a large file is
  ///     hit; `nil` for all.
  public init(of original: [UInt8], seed: UInt64, reach: Int? = nil) {
    precondition(!original.isEmpty, "nothing to damage")
    self.original = original
    self.reach = Swift.min(reach ?? original.count, original.count)
    random = SeededRandom(seed)
  }

  /// The next copy; never `nil`.
  public mutating func next() -> [UInt8]? {
    var bytes = original
    for _ in 0..<Int.random(in: 1...3, using: &random) { damage(&bytes) }
    if Int.random(in: 0..<8, using: &random) == 0 {
      bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
    }
    return bytes
  }

  /// The beginnings of `original`: cut off at `count` places from 0 on, evenly over its length.
  public static func truncations(of original: [UInt8], count: Int = 64) -> [[UInt8]] {
    (0..<count).map { Array(original.prefix(original.count * $0 / count)) }
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let start = Int.random(in: 0..<Swift.min(reach, bytes.count), using: &random)
    let end = Swift.min(start + Int.random(in: 1...8, using: &random), bytes.count)
    switch Int.random(in: 0..<8, using: &random) {
    case 0...2: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 3...4: bytes[start] = UInt8.random(in: 0...255, using: &random)
    case 5:
      // Where a number stands: the largest, the smallest, or minus one.
      let filling: [UInt8] = [0xFF, 0x00, 0x7F, 0x80]
      let value = filling[Int.random(in: filling.indices, using: &random)]
      for place in start..<end { bytes[place] = value }
    case 6: bytes.removeSubrange(start..<end)
    default: bytes.insert(contentsOf: bytes[start..<end], at: start)
    }
  }
}
