import Torch

/// The window of an image that is resized, without the rest of it.
///
/// An image whose sides are very unlike would become very large before its center is cut out: of
/// 1 × 1,000,000 pixels, 256 × 256,000,000. Here only the window's pixels are made, of the pixels that they
/// depend on, and they are those that ``Torch/Tensor/resized(to:)`` makes: the same weights, rounded to the
/// same 16 bits, summed up exactly, first along the rows and then along the columns.
struct WindowResizing {
  /// The part of the image that the window is made of.
  let region: PixelRegion
  /// The corner of what is wanted in what ``resized(_:)`` makes: outside where the image is smaller.
  let corner: CenterWindow
  private let (columns, rows): (ResizedSpan, ResizedSpan)

  /// The window of `target`'s size at `corner` of an image that is resized from `source` to `size`; `nil` for
  /// one that is no giant beside the image and the window.
  init?(of source: PixelSize, to size: PixelSize, _ corner: CenterWindow, target: PixelSize) {
    guard size.area / 4 > max(source.area, target.area, 1 << 20) else { return nil }
    self.corner = CenterWindow(top: min(corner.top, 0), left: min(corner.left, 0))
    columns = ResizedSpan(
      source.width, to: size.width,
      max(corner.left, 0)..<min(corner.left + target.width, size.width))
    rows = ResizedSpan(
      source.height, to: size.height,
      max(corner.top, 0)..<min(corner.top + target.height, size.height))
    region = PixelRegion(
      x: columns.source.lowerBound, y: rows.source.lowerBound, width: columns.source.count,
      height: rows.source.count)
  }

  /// The window `[1, C, H, W]` of the pixels of ``region``, channels-last.
  func resized(_ pixels: Tensor) -> Tensor {
    withoutGrad {
      let numbers = pixels.to(.float64)
      let wide = columns.rounded(numbers.matmul(columns.weights.transposed(0, 1)))
      return rows.rounded(rows.weights.matmul(wide)).to(.uint8).contiguous(.channelsLast)
    }
  }
}

/// One dimension of a resize: how some of the new pixels are made of the old ones.
///
/// Source: `HelperInterpBase` in `aten/src/ATen/native/cpu/UpSampleKernel.cpp` of libtorch, after Pillow.
private struct ResizedSpan {
  /// The old pixels that take part.
  let source: Range<Int>
  /// `[new, old]`, whole numbers: of `1 << precision` in all for each new pixel.
  let weights: Tensor
  private let precision: Int

  init(_ input: Int, to output: Int, _ window: Range<Int>) {
    let scale = Double(input) / Double(output)
    let support = max(scale, 1)
    let inverse = scale >= 1 ? 1 / scale : 1
    func taps(_ new: Int) -> (first: Int, weights: [Double]) {
      let center = scale * (Double(new) + 0.5)
      let first = max(Int(center - support + 0.5), 0)
      let end = min(Int(center + support + 0.5), input)
      let weights = (first..<end).map { max(1 - abs((Double($0) - center + 0.5) * inverse), 0) }
      let sum = weights.reduce(0, +)
      return (first, sum == 0 ? weights : weights.map { $0 / sum })
    }
    // The largest weight of all new pixels says how many bits there are; at a border it is often 1.
    var largest = 0.0
    for new in 0..<output where largest < 1 {
      largest = max(largest, taps(new).weights.max() ?? 0)
    }
    precision = (0..<22).first { Int(0.5 + largest * Double(2 << $0)) >= 1 << 15 } ?? 22
    let one = Double(1 << precision)
    let all = window.map(taps)
    let start = all.first?.first ?? 0
    let end = all.map { $0.first + $0.weights.count }.max() ?? start
    source = start..<end
    var numbers = [Double](repeating: 0, count: window.count * (end - start))
    for (row, (first, weights)) in all.enumerated() {
      for (place, weight) in weights.enumerated() {
        numbers[row * (end - start) + first - start + place] = (0.5 + weight * one).rounded(.down)
      }
    }
    weights = Tensor(numbers, shape: [window.count, end - start])
  }

  /// Sums of weighted pixels as pixels: exact, as they are whole numbers below 2⁵³.
  func rounded(_ sums: Tensor) -> Tensor {
    let one = Double(1 << precision)
    return ((sums + one / 2) / one).floor().clamped(0...255)
  }
}
