import Testing
import Torch
import TorchData

@testable import TorchDetection

/// Anchors of both conventions, against numbers that are published, and their assignment.
@Suite struct AnchorTests {
  /// torchvision: around zero, `round(±32·√2/2)` by `round(±32/√2/2)` and so on.
  @Test func shapesAroundZero() {
    let found = AnchorGenerator().shapes(level: 0)
    #expect(found == [[-23, -11, 23, 11], [-16, -16, 16, 16], [-11, -23, 11, 23]])
  }

  /// Those that mmdetection 1.x makes for a stride of 4 and a scale of 8.
  @Test func shapesInACorner() {
    let found = AnchorGenerator(layout: .cornered).shapes(level: 0)
    #expect(found == [[-21, -9, 24, 12], [-14, -14, 17, 17], [-9, -21, 12, 24]])
  }

  @Test func stepsAreTheImagesOverTheFeatures() {
    let grids = [PixelSize(width: 2, height: 25), PixelSize(width: 1, height: 13)]
    let image = PixelSize(width: 64, height: 800)
    func tops(_ layout: AnchorLayout) -> [[Double]] {
      AnchorGenerator(sizes: [32, 64], ratios: [1], layout: layout)
        .anchors(grids, image: image, dtype: .float64).map { $0[$0.size(0) - 1].array() }
    }
    // 800 / 25 = 32 and 64 / 2 = 32; 800 / 13 is 61.
    #expect(tops(.centered) == [[16, 752, 48, 784], [-32, 700, 32, 764]])
    #expect(tops(.cornered) == [[-10, 82, 21, 113], [-28, 68, 35, 131]])
  }

  /// An anchor over the edge is for nothing, though it is the nearest, and the next one is.
  @Test func thePapersAnchorsLieInTheImage() {
    func labels(_ rules: DetectorRules) -> [Int] {
      let network = ProposalNetwork(
        4, AnchorGenerator(), ProposalSettings(), rules, using: Generator(seed: 1))
      let anchors =
        Tensor(
          [-1, 0, 19, 19] + [5, 0, 25, 19] + [40, 40, 59, 59], shape: [3, 4]) + 0.0
      let object = Tensor([0.0, 0, 19, 19] as [Double], shape: [1, 4])
      return network.assigned(anchors, object, PixelSize(width: 60, height: 60)).labels.array()
    }
    #expect(labels(.torchvision) == [1, -1, 0])
    #expect(labels(.paper) == [-1, 1, 0])
  }

  @Test func withoutObjectsAllIsBackground() {
    let network = ProposalNetwork(
      4, AnchorGenerator(), ProposalSettings(), .torchvision, using: Generator(seed: 1))
    let anchors = Tensor([0.0, 0, 9, 9, 5, 5, 9, 9] as [Double], shape: [2, 4])
    let found = network.assigned(
      anchors, .zeros([0, 4], dtype: .float64), PixelSize(width: 9, height: 9))
    #expect(found.labels.array() == [0, 0] && found.matches.array() == [0, 0])
  }
}
