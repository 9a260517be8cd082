import Testing
import TorchData

/// Views on part of a data set.
@Suite struct SubsetTests {
  /// Ten images of one pixel, whose value is ten times their place, of four classes.
  let images = InMemoryImages(
    pixels: (0..<10).map { 10 * $0 }, labels: [0, 1, 2, 3, 0, 1, 2, 3, 0, 1],
    imageShape: ImageShape(channels: 1, height: 1, width: 1), classCount: 4)

  private func pixels(_ dataset: some ImageDataset) throws -> [Int] {
    try (0..<dataset.count).map { index in
      var value = -1
      try dataset.withPixels(at: index) { value = Int($0[0]) }
      return value
    }
  }

  @Test func showsTheImagesAsked() throws {
    let subset = images.subset([9, 0, 6])
    #expect(try pixels(subset) == [90, 0, 60])
    #expect(subset.labels == [1, 0, 2])
    #expect(subset.classCount == 4)
    #expect(subset.commonShape == images.imageShape)
    #expect(try pixels(subset.subset([2, 1])) == [60, 0])
  }

  @Test func showsTheFirst() throws {
    #expect(try pixels(images.first(3)) == [0, 10, 20])
    #expect(images.first(10).count == 10)
    #expect(images.first(0).count == 0)
  }

  @Test func relabelsAClassSubset() throws {
    let subset = images.classes(1...2)
    #expect(subset.labels == [0, 1, 0, 1, 0])
    #expect(try pixels(subset) == [10, 20, 50, 60, 90])
    #expect(subset.classCount == 2)
    #expect(images.first(1).classes(3...3).count == 0)
  }

  @Test func relabelsChosenClasses() throws {
    let subset = images.classes([3, 0])
    #expect(subset.labels == [1, 0, 1, 0, 1])
    #expect(try pixels(subset) == [0, 30, 40, 70, 80])
    #expect(subset.classCount == 2)
  }

  @Test func holdsOutTheLast() throws {
    let (training, validation) = images.holdingOut(last: 3)
    #expect(try pixels(training) == [0, 10, 20, 30, 40, 50, 60])
    #expect(try pixels(validation) == [70, 80, 90])
    #expect(validation.labels == [3, 0, 1])
  }

  /// 60 images of one class, 30 of another and 10 of a third, one class after the other.
  @Test func anEvenOrderHasAShareOfEveryClassAnywhere() {
    let labels = [Int](repeating: 0, count: 60) + [Int](repeating: 1, count: 30)
    let files = ImageFiles(
      paths: (0..<100).map(String.init), labels: labels + [Int](repeating: 2, count: 10),
      classNames: ["a", "b", "c"])
    let order = files.evenOrder()
    #expect(order.sorted() == Array(0..<100))
    #expect(order == files.evenOrder())
    for count in 1..<100 {
      for part in [order.prefix(count), order.suffix(count)] {
        for (label, share) in [0.6, 0.3, 0.1].enumerated() {
          let found = part.count { files.labels[$0] == label }
          #expect(abs(Double(found) - share * Double(count)) <= 1, "\(count) \(label)")
        }
      }
    }
    // Not the first of each class come first.
    #expect(order.prefix(50).filter { $0 < 60 }.sorted() != Array(0..<30))
  }

  /// 510 images of one class, and 90 classes of one: a share of those too, and not all at one place.
  @Test func anEvenOrderOfALongTailHasAShareAnywhere() {
    for sizes in [[510] + [Int](repeating: 1, count: 90), [40, 9, 3, 0, 1, 1], [7], []] {
      let labels = sizes.indices.flatMap { [Int](repeating: $0, count: sizes[$0]) }
      let files = ImageFiles(
        paths: labels.indices.map(String.init), labels: labels, classNames: sizes.map { "\($0)" })
      let order = files.evenOrder()
      #expect(order.sorted() == Array(labels.indices))
      var seen = [Int](repeating: 0, count: sizes.count)
      var furthest = 0.0
      for (place, index) in order.enumerated() {
        seen[labels[index]] += 1
        for (found, size) in zip(seen, sizes) {
          let share = Double(size * (place + 1)) / Double(labels.count)
          furthest = max(furthest, abs(Double(found) - share))
        }
      }
      #expect(furthest < 1, "\(sizes)")
    }
  }

  @Test func trapsOnWhatIsNotThere() async {
    await #expect(processExitsWith: .failure) {
      _ = SubsetTests().images.classes(2...4)
    }
    await #expect(processExitsWith: .failure) {
      _ = SubsetTests().images.first(11)
    }
    await #expect(processExitsWith: .failure) {
      _ = SubsetTests().images.holdingOut(last: 11)
    }
    await #expect(processExitsWith: .failure) {
      _ = SubsetTests().images.subset([10])
    }
    await #expect(processExitsWith: .failure) {
      _ = InMemoryImages(
        pixels: [0], labels: [2], imageShape: ImageShape(channels: 1, height: 1, width: 1),
        classCount: 2)
    }
  }
}
