private enum Ops { static let align = Operator("centralize::roi_align") }

extension Tensor {
  /// The means of bilinear samples of these features `[N, C, H, W]` in bins of regions: `[K, C, rows,
  /// columns]`, channels-last.
  ///
  /// RoIAlign, as torchvision's. On the CPU a kernel of this project; elsewhere by
  /// `alignedByOperators`. The gradient is that of the features.
  /// Source: He et al., "Mask R-CNN", ICCV 2017, section 3, https://arxiv.org/abs/1703.06870.
  ///
  /// - Parameters:
  ///   - regions: `[K, 5]` of the features' type: the index of the image, and x1, y1, x2, y2.
  ///   - size: `[rows, columns]`.
  ///   - scale: what brings the boxes' coordinates to those of the features.
  ///   - samples: how many along each side of a bin; 0 for one a pixel, rounded up.
  ///   - aligned: whether pixels' centers lie at halves, which is exact. Without, regions lie half a pixel
  ///     further, and are at least one pixel wide and high, as in older networks.
  /// - Returns: the means. Features are float32 or float64; another type, shape or index of an image traps.
  public func aligned(
    _ regions: Tensor, size: [Int], scale: Double = 1, samples: Int = 0, aligned: Bool = false
  ) -> Tensor {
    guard device == .cpu || device == .meta else {
      return alignedByOperators(
        regions, size: size, scale: scale, samples: samples, aligned: aligned)
    }
    return Ops.align(self, regions, scale, size[0], size[1], samples, aligned)
  }

  /// ``aligned(_:size:scale:samples:aligned:)`` by operators of libtorch alone, on any device.
  package func alignedByOperators(
    _ regions: Tensor, size: [Int], scale: Double = 1, samples: Int = 0, aligned: Bool = false
  ) -> Tensor {
    let (height, width, channels) = (self.size(2), self.size(3), self.size(1))
    let regionCount = regions.size(0)
    guard regionCount > 0 else {
      return .zeros([0, channels] + size, dtype: dtype, device: device)
    }
    let (rows, columns) = withoutGrad {
      (
        AxisSamples(
          regions, from: 2, bins: size[0], scale: scale, samples: samples, aligned: aligned,
          length: height),
        AxisSamples(
          regions, from: 1, bins: size[1], scale: scale, samples: samples, aligned: aligned,
          length: width)
      )
    }
    // Rows of [N·H·W, C] for every pair of a row's and a column's neighbors: [K, bins, samples, bins, samples].
    let pixels = permuted([0, 2, 3, 1]).reshaped([-1, channels])
    let (images, share) = withoutGrad {
      (
        regions.select(1, 0).to(.int64).reshaped([-1, 1, 1, 1, 1]) * wholeNumber(height * width),
        (rows.count * columns.count).reciprocal().reshaped([-1, 1, 1, 1, 1])
      )
    }
    var sum: Tensor?
    for row in rows.neighbors {
      for column in columns.neighbors {
        let (places, weights) = withoutGrad {
          let places =
            images + row.places.reshaped(rows.shape(first: true)) * wholeNumber(width)
            + column.places.reshaped(columns.shape(first: false))
          let weights =
            row.weights.reshaped(rows.shape(first: true))
            * column.weights.reshaped(columns.shape(first: false)) * share
          return (places, weights)
        }
        let taken = pixels.indexSelect(0, places.flattened()).reshaped(places.shape + [channels])
        let part = (taken * weights.reshaped(weights.shape + [1])).sum([2, 4])
        sum = sum.map { $0 + part } ?? part
      }
    }
    return (sum ?? self).permuted([0, 3, 1, 2])
  }

  /// A tensor of one whole number beside this one, as a number alone would make whole numbers real.
  private func wholeNumber(_ value: Int) -> Tensor {
    .full([1], Double(value), dtype: .int64, device: device)
  }
}

/// Where the bins of regions are sampled along one axis, in tensors `[K, bins, samples]`.
private struct AxisSamples {
  /// The pixels on both sides of the samples, int64, with their weights; none for what lies outside, or for
  /// more samples than a region has.
  let neighbors: [(places: Tensor, weights: Tensor)]
  /// How many samples the bins of each region have, `[K]`.
  let count: Tensor
  private let bins: Int
  private let samples: Int

  init(
    _ regions: Tensor, from column: Int, bins: Int, scale: Double, samples: Int, aligned: Bool,
    length: Int
  ) {
    let offset = aligned ? 0.5 : 0
    let start = regions.select(1, column) * scale - offset
    var size = regions.select(1, column + 2) * scale - offset - start
    if !aligned { size = size.clamped(1...) }
    let bin = size / Double(bins)
    count = samples > 0 ? bin.zerosLike() + Double(samples) : bin.ceil()
    self.bins = bins
    self.samples =
      samples > 0 ? samples : (count.count == 0 ? 1 : Swift.max(1, count.max().intItem))
    let each = Tensor.arange(self.samples, dtype: regions.dtype, device: regions.device)
    let step = bin.reshaped([-1, 1, 1])
    let number = Tensor.arange(bins, dtype: regions.dtype, device: regions.device)
    let place =
      start.reshaped([-1, 1, 1]) + number.reshaped([1, -1, 1]) * step
      + (each.reshaped([1, 1, -1]) + 0.5) * step / count.reshaped([-1, 1, 1])
    let isThere =
      ((place .>= -1) .& (place .<= length)
      .& (each.reshaped([1, 1, -1]) .< count.reshaped([-1, 1, 1]))).to(place.dtype)
    let inside = place.clamped(0...Double(length - 1))
    let low = inside.floor()
    let share = inside - low
    neighbors = [
      (low.to(.int64), (1 - share) * isThere),
      ((low + 1).clamped(0...Double(length - 1)).to(.int64), share * isThere),
    ]
  }

  /// The shape that stands for rows before columns in `[K, bins, samples, bins, samples]`.
  func shape(first: Bool) -> [Int] {
    first ? [-1, bins, samples, 1, 1] : [-1, 1, 1, bins, samples]
  }
}
