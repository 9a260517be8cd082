import Foundation
import Settings

/// Which images are in which batch of an epoch.
struct DetectionOrder {
  private let groups: [Int]
  private let batchSize: Int
  private let dropLast: Bool

  /// The batches of images of these sizes; images are put together by their shape where a convention for it
  /// is given.
  init(_ sizes: [PixelSize], by convention: DetectionConvention?, batchSize: Int, dropLast: Bool) {
    groups = sizes.map { size in convention.map { $0.group(of: size) } ?? 0 }
    (self.batchSize, self.dropLast) = (batchSize, dropLast)
  }

  /// The number of batches: that of any order of so many images.
  var count: Int {
    let whole = groups.count / batchSize
    return dropLast || groups.count.isMultiple(of: batchSize) ? whole : whole + 1
  }

  /// The images of each batch as they are listed.
  var listed: [[Int]] { batches(of: Array(groups.indices)) }

  /// The images of each batch in an order of an epoch's own.
  ///
  /// What does not fill a last batch is by chance, whatever its shape. Of the others each group makes as many
  /// batches as it can, and what is left of the groups is put together with its neighbors in shape, so that
  /// there are as many batches as without groups. The full batches then come in any order.
  func shuffled(seed: UInt64, epoch: Int) -> [[Int]] {
    var random = SplitMix64(seed: seed, purpose: .shuffling, epoch: epoch)
    let order = random.permutation(groups.count)
    guard Set(groups).count > 1 else { return batches(of: order) }
    let whole = order.count / batchSize * batchSize
    var full: [[Int]] = []
    var open: [Int: [Int]] = [:]
    for index in order[..<whole] {
      open[groups[index], default: []].append(index)
      guard let batch = open[groups[index]], batch.count == batchSize else { continue }
      full.append(batch)
      open[groups[index]] = nil
    }
    full += batches(of: open.keys.sorted().flatMap { open[$0] ?? [] })
    let last = dropLast || whole == order.count ? [] : [Array(order[whole...])]
    return random.permutation(full.count).map { full[$0] } + last
  }

  /// The images of an order, batch by batch.
  private func batches(of order: [Int]) -> [[Int]] {
    let all = stride(from: 0, to: order.count, by: batchSize).map { start in
      Array(order[start..<min(start + batchSize, order.count)])
    }
    return dropLast ? all.filter { $0.count == batchSize } : all
  }
}

extension DetectionConvention {
  /// The group of images of about one shape that an image belongs to, from the narrow to the wide.
  ///
  /// In torchvision's references there are eight, with limits from ½ to 2 in steps of a factor `2^⅓`; in
  /// mmdetection two, of wide images and the others.
  func group(of size: PixelSize) -> Int {
    let ratio = Double(size.width) / Double(size.height)
    return switch self {
    case .torchvision: (-3...3).count { ratio >= exp2(Double($0) / 3) }
    case .paper: ratio > 1 ? 1 : 0
    }
  }
}
