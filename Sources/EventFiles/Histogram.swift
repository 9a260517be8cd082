/// How numbers are distributed, in buckets of equal width from the smallest to the largest.
struct Histogram: Hashable, Sendable {
  /// As many as TensorBoard's own writers make.
  private static let bucketCount = 30

  private let numbers: [Double]
  private let range: ClosedRange<Double>

  /// Of finite numbers; `nil` of none.
  init?(_ numbers: [Double]) {
    guard let least = numbers.min(), let most = numbers.max() else { return nil }
    (self.numbers, range) = (numbers, least...most)
  }

  /// The right ends of the buckets: a single one where all numbers are equal.
  private var limits: [Double] {
    let width = range.upperBound - range.lowerBound
    guard width > 0 else { return [range.upperBound] }
    let inner = (1..<Self.bucketCount).map {
      range.lowerBound + width * Double($0) / Double(Self.bucketCount)
    }
    return inner + [range.upperBound]
  }

  /// What an event file holds of it.
  var message: MessageHistogram {
    var message = MessageHistogram()
    (message.min, message.max) = (range.lowerBound, range.upperBound)
    message.num = Double(numbers.count)
    message.sum = numbers.reduce(0, +)
    message.sumSquares = numbers.reduce(0) { $0 + $1 * $1 }
    let limits = limits
    message.bucketLimit = limits
    message.bucket = limits.map { _ in 0 }
    for number in numbers {
      let place = limits.firstIndex { number <= $0 } ?? limits.count - 1
      message.bucket[place] += 1
    }
    return message
  }
}
