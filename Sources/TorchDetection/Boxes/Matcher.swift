public import Torch

/// Which object each of many boxes is for, by their overlaps.
public struct Matcher: Hashable, Sendable {
  /// What happens to an object that no box overlaps enough.
  public enum LowQuality: Hashable, Sendable {
    /// It has no box.
    case none
    /// The boxes that overlap it most are each for the object that they overlap most, which may be another.
    case nearest
    /// The boxes that overlap it most are for it, if they do by at least so much.
    case own(atLeast: Double)
  }

  /// The number of a box that is for the background.
  public static let background = -1
  /// The number of a box that is for nothing, and left out.
  public static let between = -2

  /// The overlap from which on a box is for an object.
  public let high: Double
  /// The overlap below which a box is for the background.
  public let low: Double
  /// What happens to an object that no box overlaps enough.
  public let lowQuality: LowQuality

  /// A matcher with two thresholds, `low` at most `high`.
  public init(high: Double, low: Double, lowQuality: LowQuality = .none) {
    precondition(low <= high, "low: expected at most \(high), found \(low)")
    (self.high, self.low, self.lowQuality) = (high, low, lowQuality)
  }

  /// For overlaps `[M, N]` of M objects, at least one, with N boxes: the number of each box's object, or
  /// ``background``, or ``between``: int64 `[N]`.
  public func matches(_ overlaps: Tensor) -> Tensor {
    let (values, nearest) = overlaps.max(dim: 0)
    func all(_ number: Int) -> Tensor {
      .full([1], Double(number), dtype: .int64, device: nearest.device)
    }
    let found = nearest.chosen(
      where: values .>= high,
      else: all(Self.background).chosen(where: values .< low, else: all(Self.between)))
    let best = overlaps.max(dim: 1).values
    let isBest = overlaps .== best.reshaped([-1, 1])
    switch lowQuality {
    case .none: return found
    case .nearest: return nearest.chosen(where: isBest.any(dim: 0), else: found)
    case .own(let bound):
      let isEnough = (best .>= bound).array(of: Bool.self)
      return isEnough.indices.filter { isEnough[$0] }.reduce(found) { found, object in
        all(object).chosen(where: isBest[object], else: found)
      }
    }
  }
}
