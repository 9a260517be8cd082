import Coco
import TestSupport
import Testing

struct RunLengthsTests {
  private func runs(_ counts: [UInt32]) throws -> RunLengths {
    try RunLengths(height: 3, width: 4, counts: counts)
  }

  @Test func pixelsAreColumnAfterColumn() throws {
    let mask = try runs([2, 3, 7])
    #expect(mask.pixels == [0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    #expect(mask.area == 3)
    // From the last row of the first column to the second of the next: all rows.
    #expect(mask.box == box(0, 0, 2, 3))
    #expect(try runs([12]).box == box(0, 0, 0, 0))
    #expect(try runs([0, 12]).box == box(0, 0, 4, 3))
  }

  @Test func emptyRunsAreNothing() throws {
    let mask = try runs([2, 0, 1, 2, 0, 3, 4])
    #expect(mask.pixels == [0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0])
    #expect(mask.box == box(1, 0, 2, 3))
    let same = try runs([3, 5, 4])
    #expect(mask.intersection(with: same) == 5)
    #expect(RunLengths.merged([mask, mask]) == same)
    #expect(try RunLengths(height: 3, width: 4, text: mask.text) == mask)
  }

  @Test func overlapsAndMergesAreThoseOfPixels() throws {
    var random = SeededRandom(7)
    for _ in 0..<200 {
      let pixels = (0..<3).map { _ in
        (0..<12).map { _ in UInt8.random(in: 0...1, using: &random) }
      }
      let masks = try pixels.map { try RunLengths(height: 3, width: 4, pixels: $0) }
      let both = zip(pixels[0], pixels[1]).count { $0 & $1 == 1 }
      #expect(masks[0].intersection(with: masks[1]) == both)
      let any = (0..<12).map { place in pixels.map { $0[place] }.max() ?? 0 }
      #expect(RunLengths.merged(masks)?.pixels == any)
    }
    #expect(RunLengths.merged([]) == nil)
  }

  @Test func aPolygonOutsideOfTheImageIsNoPixel() throws {
    for polygon in [
      [200.0, 5, 300, 5, 300, 50], [-50, -50, -5, -50, -5, -5], [2, 900, 8, 900, 8, 950],
    ] {
      let mask = try RunLengths(height: 20, width: 30, polygons: [polygon])
      #expect(mask.area == 0 && mask.counts == [600], "\(polygon)")
    }
    let all = try RunLengths(
      height: 20, width: 30, polygons: [[-9, -9, -9, 99, 99, 99, 99, -9]])
    #expect(all.area == 600)
  }

  @Test func whatIsNoPolygonIsRefused() {
    func error(_ polygons: [[Double]]) -> RunLengthsError? {
      #expect(throws: RunLengthsError.self) {
        try RunLengths(height: 20, width: 30, polygons: polygons)
      }
    }
    #expect(error([]) == .noPolygons)
    #expect(error([[1, 2, 3, 4]]) == .wrongPolygon(numbers: 4))
    #expect(error([[1, 2, 3, 4, 5, 6, 7]]) == .wrongPolygon(numbers: 7))
    #expect(error([[1, 2, 3, 4, 5, 1e9]]) == .wrongCoordinate(1e9))
    #expect(error([[1, 2, 3, 4, 5, .nan]])?.description.contains("coordinate nan") == true)
  }

  @Test func whatIsNoMaskIsRefused() throws {
    for (counts, sum) in [([5], 5), ([5, 8], 13), ([], 0)] as [([UInt32], Int)] {
      let error = #expect(throws: RunLengthsError.self) { try runs(counts) }
      #expect(error == .wrongSum(sum, expected: 12))
    }
    for (height, width) in [(0, 4), (-1, -4), (1 << 40, 1 << 40), (1 << 20, 1 << 20)] {
      let error = #expect(throws: RunLengthsError.self) {
        try RunLengths(height: height, width: width, counts: [0])
      }
      #expect(error == .wrongSize(height: height, width: width))
    }
    #expect(throws: RunLengthsError.self) {
      try RunLengths(height: 3, width: 4, pixels: [1, 2])
    }
  }

  /// Texts that another reader would follow beyond their ends.
  @Test func aTextThatIsNoneIsRefused() throws {
    for text in ["", "P", "o", "oooooooooooo", "1 2", "<\u{7F}", "0000@", "<ö", "oooooo?"] {
      #expect(throws: RunLengthsError.self, "\(text)") {
        try RunLengths(height: 3, width: 4, text: text)
      }
    }
    #expect(try RunLengths(height: 3, width: 4, text: "<").counts == [12])
    let large = try RunLengths(height: 65_535, width: 65_537, counts: [1, .max - 2, 1])
    #expect(try RunLengths(height: 65_535, width: 65_537, text: large.text) == large)
    #expect(large.area == Int(UInt32.max) - 2)
  }

  @Test func damagedTextsAreRefusedOrAreMasks() throws {
    let mask = try RunLengths(
      height: 60, width: 80, polygons: [[3, 3, 70, 8, 66.5, 50, 30, 20.2, 8, 55]])
    var damaged = Mutations(of: Array(mask.text.utf8), seed: 3)
    for _ in 0..<3000 {
      let text = String(decoding: damaged.next() ?? [], as: UTF8.self)
      guard let found = try? RunLengths(height: 60, width: 80, text: text) else { continue }
      #expect(found.pixels.count == 4800 && found.area <= 4800)
      #expect(found.intersection(with: mask) <= mask.area)
    }
  }
}
