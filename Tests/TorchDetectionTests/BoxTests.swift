import TestSupport
import Testing
import Torch
import TorchData

@testable import TorchDetection

/// Boxes, matches and draws, by hand.
@Suite struct BoxTests {
  private func boxes(_ rows: [[Double]]) -> Tensor {
    Tensor(rows.flatMap { $0 }, shape: [rows.count, 4])
  }

  @Test func overlapsCountPixelsOrPlaces() {
    let (a, b) = (boxes([[0, 0, 9, 9]]), boxes([[8, 0, 17, 9], [20, 20, 30, 30]]))
    let places = BoxGeometry().overlaps(a, b).array(of: Double.self)
    let pixels = BoxGeometry(extent: 1).overlaps(a, b).array(of: Double.self)
    #expect(near(places[0], 9.0 / 153) && places[1] == 0)
    #expect(near(pixels[0], 20.0 / 180) && pixels[1] == 0)
  }

  @Test func clippingEndsAtTheEdgeOrTheLastPixel() {
    let image = PixelSize(width: 30, height: 20)
    let box = boxes([[-3, 5, 40, 50]])
    #expect(BoxGeometry().clipped(box, to: image).array() == [0.0, 5, 30, 20])
    #expect(BoxGeometry(extent: 1).clipped(box, to: image).array() == [0.0, 5, 29, 19])
  }

  /// Decoding gives back what was encoded; a box with twice the width, moved by a quarter of it.
  @Test(arguments: [0.0, 1.0]) func codesAreOfTheReferencesSides(_ extent: Double) {
    let geometry = BoxGeometry(extent: extent)
    let coder = BoxCoder(weights: [10, 10, 5, 5], geometry)
    let reference = boxes([[10, 20, 30 - extent, 60 - extent], [3, 4, 5, 9]])
    let box = boxes([[5, 20, 45 - extent, 60 - extent], [0, 1, 40, 80]])
    let codes = coder.encoded(box, for: reference)
    let first: [Double] = codes[0].array()
    #expect(near(first[0], 10 * 5.0 / 20) && first[1] == 0)
    #expect(near(first[2], 5 * 0.6931471805599453) && first[3] == 0)
    #expect(maxDifference(coder.decoded(codes, for: reference).select(1, 0), box) < 1e-14)
  }

  @Test func growthIsLimitedAndShrinkingWhereAsked() {
    let reference = boxes([[0, 0, 16, 16]])
    let codes = boxes([[0, 0, 10, -10]])
    func sides(_ coder: BoxCoder) -> [Double] {
      let found = coder.geometry.sides(coder.decoded(codes, for: reference).select(1, 0))
      return [found.width.item, found.height.item]
    }
    let free = sides(BoxCoder())
    #expect(near(free[0], 1000) && near(free[1], 16 * 4.5399929762484854e-05))
    #expect(near(sides(BoxCoder(limitsShrinking: true))[1], 16 * 16 / 1000))
  }

  /// Objects in rows.
  ///
  /// The second box lies between both thresholds, the third is nearest to the first object, and the
  /// second object has no box but the fourth.
  @Test func matchesOfEachKind() {
    let overlaps = Tensor(
      [0.8, 0.5, 0.2, 0.0, 0.1] + [0.0, 0.4, 0.1, 0.25, 0.25] + [0.0, 0.35, 0.25, 0.0, 0.1],
      shape: [3, 5])
    func matches(_ lowQuality: Matcher.LowQuality) -> [Int] {
      Matcher(high: 0.7, low: 0.3, lowQuality: lowQuality).matches(overlaps).array()
    }
    #expect(matches(.none) == [0, -2, -1, -1, -1])
    // The second box is the nearest to the objects 1 and 2, but overlaps object 0 most.
    #expect(matches(.nearest) == [0, 0, -1, -1, -1])
    #expect(matches(.own(atLeast: 0.3)) == [0, 2, -1, -1, -1])
    #expect(matches(.own(atLeast: 0.4)) == [0, 1, -1, -1, -1])
  }

  @Test func drawsAreBalanced() {
    let labels = Tensor((0..<100).map { $0 < 10 ? 3 : ($0 < 20 ? -1 : 0) })
    func draw(_ count: Int, _ share: Double, _ seed: UInt64 = 1) -> BalancedSampler.Sample {
      BalancedSampler(count: count, share: share).draw(labels, using: Generator(seed: seed))
    }
    let few = draw(8, 0.5)
    #expect(few.positives.count == 4 && few.negatives.count == 4)
    #expect(few.positives.allSatisfy { $0 < 10 } && few.negatives.allSatisfy { $0 >= 20 })
    #expect(few.all == few.all.sorted() && Set(few.all).count == 8)
    let many = draw(64, 0.5)
    #expect(many.positives == Array(0..<10) && many.negatives.count == 54)
    #expect(draw(200, 0.5).negatives.count == 80)
    #expect(draw(8, 0.5, 2).all != few.all && draw(8, 0.5).all == few.all)
  }

  @Test func levelsFollowTheSize() {
    let sides: [Double] = [10, 111.9, 112, 223.9, 224, 448, 2000]
    let squares = boxes(sides.map { [0, 0, $0, $0] })
    let pooling = RegionPooling(bins: 7)
    #expect(pooling.levels(squares, count: 4).array() == [0, 0, 1, 1, 2, 3, 3])
    // With both ends, a side is longer by one.
    let paper = RegionPooling(bins: 7, .paper)
    #expect(paper.levels(squares, count: 4).array() == [0, 1, 1, 2, 2, 3, 3])
  }
}
