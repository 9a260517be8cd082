import Kernels
import TestSupport
import Testing
import Torch

/// Operators on regions of images, against torchvision's.
@Suite(.serialized) struct RegionTests {
  private let fixture: [String: Tensor]

  init() throws { fixture = try Fixture.tensors("detection/regions.safetensors") }

  private func value(_ name: String) throws -> Tensor { try #require(fixture[name], "\(name)") }

  typealias Align = (Tensor, Tensor, Int, Bool) -> Tensor

  private let kernel: Align = {
    $0.aligned($1, size: [5, 7], scale: 0.25, samples: $2, aligned: $3)
  }
  private let operators: Align = {
    $0.alignedByOperators($1, size: [5, 7], scale: 0.25, samples: $2, aligned: $3)
  }

  private func check(
    _ align: Align, _ format: MemoryFormat, _ dtype: DType, within tolerance: Double,
    _ note: String
  ) throws {
    let cotangent = try value("cotangent").to(dtype)
    for isAligned in [false, true] {
      for samples in 0...2 {
        let features = try value("features").to(dtype).contiguous(format).clone()
        features.requiresGrad = true
        let means = align(features, try value("regions").to(dtype), samples, isAligned)
        means.backward(cotangent)
        let name = "align/\(isAligned)/\(samples)"
        #expect(
          maxDifference(means.detached(), try value("\(name)/means")) <= tolerance,
          "\(name) \(note)")
        let gradient = try #require(features.grad)
        #expect(
          maxDifference(gradient, try value("\(name)/gradient")) <= tolerance, "\(name) \(note)")
      }
    }
  }

  @Test func regionsAreAlignedInEachFormatAndType() throws {
    for format in [MemoryFormat.contiguous, .channelsLast] {
      try check(kernel, format, .float64, within: 1e-13, "\(format)")
      try check(kernel, format, .float32, within: 1e-5, "\(format)")
    }
  }

  @Test func eachInstructionSetAlignsThem() throws {
    defer { _ = ct_use_instruction_set(nil) }
    for name in ["avx512", "avx2", "neon", "baseline"] where ct_use_instruction_set(name) {
      try check(kernel, .channelsLast, .float64, within: 1e-13, name)
      try checkSuppression(name)
    }
  }

  @Test func theSameComesOfOperators() throws {
    try check(operators, .contiguous, .float64, within: 1e-12, "by operators")
  }

  @Test func resultsDoNotDependOnThreads() throws {
    let threads = Runtime.threads
    defer { Runtime.threads = threads }
    let found = try [1, 2, 3].map { count in
      Runtime.threads = count
      let features = try value("features").to(.float32).clone()
      features.requiresGrad = true
      let means = kernel(features, try value("regions").to(.float32), 2, false)
      means.backward(try value("cotangent").to(.float32))
      return (means.detached(), try #require(features.grad))
    }
    for other in found.dropFirst() {
      #expect(isBitIdentical(other.0, found[0].0) && isBitIdentical(other.1, found[0].1))
    }
  }

  @Test func thereMayBeNoRegionAtAll() throws {
    let features = try value("features")
    let none = Tensor.zeros([0, 5], dtype: .float64)
    #expect(kernel(features, none, 2, false).shape == [0, 19, 5, 7])
    #expect(operators(features, none, 2, false).shape == [0, 19, 5, 7])
    #expect(Tensor.zeros([0, 4]).suppressed(scores: .zeros([0]), threshold: 0.5).shape == [0])
    #expect(
      Tensor.zeros([0, 8, 8]).pasted(at: .zeros([0, 4]), height: 9, width: 7).shape == [0, 9, 7])
  }

  @Test func shapesAreKnownWithoutNumbers() {
    let features = Tensor.empty([2, 8, 10, 10], device: .meta)
    let regions = Tensor.empty([3, 5], device: .meta)
    #expect(features.aligned(regions, size: [7, 7]).shape == [3, 8, 7, 7])
  }

  @Test func boxesAreLeftOutAsInTorchvision() throws { try checkSuppression("the best set") }

  private func checkSuppression(_ note: String) throws {
    let (boxes, scores, classes) = try (value("boxes"), value("scores"), value("classes"))
    for threshold in [0.3, 0.5, 0.7] {
      let all = boxes.suppressed(scores: scores, threshold: threshold)
      #expect(isBitIdentical(all, try value("nms/\(threshold)")), "\(threshold) \(note)")
      let byClass = boxes.suppressed(scores: scores, classes: classes, threshold: threshold)
      #expect(isBitIdentical(byClass, try value("per_class/\(threshold)")), "\(threshold) \(note)")
      for count in [700, 1500] {
        let part = [boxes, scores, classes].map { $0.narrowed(0, from: 0, count: count) }
        let found = part[0].suppressedAsTorchvision(
          scores: part[1], classes: part[2], threshold: threshold)
        #expect(
          isBitIdentical(found, try value("batched/\(count)/\(threshold)")), "\(count) \(threshold)"
        )
      }
    }
  }

  /// A side of pixels counts both its ends: these two overlap by 2 · 10 of 180.
  @Test func aSideMayHaveBothItsEnds() {
    let boxes = Tensor([0, 0, 9, 9, 8, 0, 17, 9] as [Float], shape: [2, 4])
    let scores = Tensor([0.2, 0.9] as [Float])
    func kept(_ threshold: Double, _ extent: Double) -> [Int] {
      boxes.suppressed(scores: scores, threshold: threshold, extent: extent).array()
    }
    #expect(kept(0.11, 1) == [1] && kept(0.112, 1) == [1, 0])
    // 1 · 9 of 153.
    #expect(kept(0.058, 0) == [1] && kept(0.059, 0) == [1, 0])
  }

  @Test func masksArePastedAsInTorchvision() throws {
    let (masks, boxes) = try (value("masks"), value("mask_boxes"))
    for (dtype, tolerance) in [(DType.float64, 1e-13), (.float32, 1e-5)] {
      let pasted = masks.to(dtype).pasted(at: boxes.to(dtype), height: 60, width: 90)
      #expect(maxDifference(pasted, try value("pasted")) <= tolerance)
    }
  }

  @Test func anImageThatIsNotThereTraps() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Tensor.zeros([2, 3, 4, 4]).aligned(
        Tensor([2, 0, 0, 1, 1] as [Float], shape: [1, 5]), size: [2, 2])
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("the index of an image is not in 0 ..< 2"))
  }
}
