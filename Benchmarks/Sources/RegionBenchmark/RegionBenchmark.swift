import BenchmarkProtocol
import Foundation
import Torch

/// Operators on regions of images, as `peers/regions.py` calls torchvision's.
///
/// The arguments are the work, `align`, `align-backward` or `nms`, the number of threads, and the memory format
/// of the features, `contiguous` or `channels-last`.
@main
struct RegionBenchmark {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 4, let work = Work(rawValue: words[1]), let threads = Int(words[2]) else {
      print("usage: region-benchmark align|align-backward|nms THREADS contiguous|channels-last")
      exit(64)
    }
    Runtime.threads = threads
    try work.serve(words[3] == "channels-last" ? .channelsLast : .contiguous)
  }
}

private enum Work: String {
  case align
  case alignBackward = "align-backward"
  case nms

  func serve(_ format: MemoryFormat) throws {
    let generator = Generator(seed: 0)
    func boxes(_ count: Int, _ sides: Range<Double>) -> Tensor {
      let corners = Tensor.uniform([count, 2], in: 0..<800, using: generator)
      return .concatenated(
        [corners, corners + .uniform([count, 2], in: sides, using: generator)], dim: 1)
    }
    if self == .nms {
      let (boxes, scores) = (boxes(4000, 10..<110), Tensor.uniform([4000], using: generator))
      let kept = boxes.suppressed(scores: scores, threshold: 0.7)
      return try BenchmarkProtocol.serve("kept", kept.count) {
        _ = boxes.suppressed(scores: scores, threshold: 0.7)
      }
    }
    let regions = Tensor.concatenated([.zeros([512, 1]), boxes(512, 16..<300)], dim: 1)
    let features = Tensor.uniform([1, 256, 50, 68], in: -1..<1, using: generator)
      .contiguous(format)
    func means() -> Tensor { features.aligned(regions, size: [7, 7], scale: 0.0625, samples: 2) }
    if self == .align {
      return try BenchmarkProtocol.serve("regions", 512) { _ = means() }
    }
    features.requiresGrad = true
    let result = means()
    let cotangent = Tensor.uniform([512, 256, 7, 7], in: -1..<1, using: generator)
      .contiguous(format)
    try BenchmarkProtocol.serve("regions", 512) {
      features.grad = nil
      result.backward(cotangent, retainGraph: true)
    }
  }
}
