/// The order in which a tensor's elements lie in memory.
public enum MemoryFormat: Sendable {
  /// The last dimension varies fastest: `[N, C, H, W]` lies as it is written.
  case contiguous
  /// The channels vary fastest: `[N, C, H, W]` lies as `[N, H, W, C]`. Convolutions on the CPU run
  /// about a tenth faster on it.
  case channelsLast
  /// As the source of a copy.
  case preserve

  /// The number of `c10::MemoryFormat`.
  var code: Int8 {
    switch self {
    case .contiguous: 0
    case .preserve: 1
    case .channelsLast: 2
    }
  }

  /// The strides of a dense tensor of `shape` in this order.
  func strides(of shape: [Int]) -> [Int] {
    var order = Array(shape.indices)
    if self == .channelsLast {
      expect(shape.count == 4, "channels-last needs rank 4, found \(shape)")
      order = [0, 2, 3, 1]
    }
    return Self.strides(of: shape, order: order)
  }

  /// The strides of a dense tensor of `shape` of whose dimensions, in this order, the last varies fastest.
  static func strides(of shape: [Int], order: [Int]) -> [Int] {
    var strides = shape
    var step = 1
    for dim in order.reversed() {
      strides[dim] = step
      step *= max(shape[dim], 1)
    }
    return strides
  }
}
