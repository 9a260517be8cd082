/// The mask of an image as the lengths of its runs of equal pixels, column after column from the top.
///
/// The first run is of zeros and may be empty; runs of ones and of zeros follow in turns.
///
/// Source: the format `RLE` of the COCO API, T.-Y. Lin et al., Microsoft COCO, ECCV 2014,
/// https://arxiv.org/abs/1405.0312 and https://github.com/cocodataset/cocoapi.
public struct RunLengths: Hashable, Sendable {
  /// The number of rows `H`, at least 1.
  public let height: Int
  /// The number of columns `W`, at least 1.
  public let width: Int
  /// The lengths, whose sum is `H · W`.
  public let counts: [UInt32]

  /// The mask of so many rows and columns with these runs.
  ///
  /// - Throws: `RunLengthsError` where the sides are none, or the runs are not as long as the image.
  public init(height: Int, width: Int, counts: [UInt32]) throws(RunLengthsError) {
    let total = try Self.pixels(height, width)
    let sum = counts.reduce(0) { $0 + Int($1) }
    guard sum == total else { throw .wrongSum(sum, expected: total) }
    self.init(sound: counts, height, width)
  }

  /// Runs that are known to be as long as the image.
  init(sound counts: [UInt32], _ height: Int, _ width: Int) {
    (self.height, self.width, self.counts) = (height, width, counts)
  }

  /// The mask of pixels `[W, H]`, that is column after column; whatever is not 0 counts as one.
  ///
  /// - Throws: `RunLengthsError` where there are not `H · W` of them.
  public init(height: Int, width: Int, pixels: [UInt8]) throws(RunLengthsError) {
    let total = try Self.pixels(height, width)
    guard pixels.count == total else { throw .wrongSum(pixels.count, expected: total) }
    var runs = RunBuilder()
    for pixel in pixels { runs.append(1, pixel != 0) }
    self.init(sound: runs.counts, height, width)
  }

  /// The pixels `[W, H]`, column after column, each 0 or 1.
  public var pixels: [UInt8] {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(height * width)
    for (index, count) in counts.enumerated() {
      pixels.append(contentsOf: repeatElement(UInt8(index & 1), count: Int(count)))
    }
    return pixels
  }

  /// The number of pixels that are one.
  public var area: Int {
    var area = 0
    for index in stride(from: 1, to: counts.count, by: 2) { area += Int(counts[index]) }
    return area
  }

  /// The smallest box around the pixels that are one; all zero where there are none.
  public var box: Box {
    var (left, right, top, bottom) = (width, -1, height, -1)
    var start = 0
    for (index, count) in counts.enumerated() {
      let end = start + Int(count)
      if index & 1 == 1 && end > start {
        let (first, last) = (start.quotientAndRemainder(dividingBy: height), end - 1)
        let ending = last.quotientAndRemainder(dividingBy: height)
        left = min(left, first.quotient)
        right = max(right, ending.quotient)
        // A run of several columns has the end of one and the beginning of the next.
        let isInOne = first.quotient == ending.quotient
        top = min(top, isInOne ? first.remainder : 0)
        bottom = max(bottom, isInOne ? ending.remainder : height - 1)
      }
      start = end
    }
    guard right >= 0 else { return Box(x: 0, y: 0, width: 0, height: 0) }
    return Box(
      x: Double(left), y: Double(top), width: Double(right - left + 1),
      height: Double(bottom - top + 1))
  }

  /// The number of pixels of an image that a mask can be of.
  static func pixels(_ height: Int, _ width: Int) throws(RunLengthsError) -> Int {
    let (product, overflows) = height.multipliedReportingOverflow(by: width)
    guard height > 0, width > 0, !overflows, product <= Int(UInt32.max) else {
      throw .wrongSize(height: height, width: width)
    }
    return product
  }
}
