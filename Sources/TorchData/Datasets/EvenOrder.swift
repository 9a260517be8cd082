extension ImageDataset {
  /// All images in an order that has a fair share of every class at any place.
  ///
  /// Each beginning and each end of it holds of a class with `n` of `N` images a share of `n/N`, to
  /// within one image. Which images of a class come first is drawn, in the same way in every run. For data
  /// sets that are listed class by class, whose first images are all of one class.
  ///
  /// Source: Tijdeman, "The chairman assignment problem", Discrete Mathematics 32(3), 1980: of the classes
  /// that are behind their share, the one comes next that would first be a whole image behind.
  ///
  /// - Returns: The numbers 0 ..< ``count``.
  public func evenOrder() -> [Int] {
    let labels = labels
    var random = SplitMix64(seed: 0, purpose: .division, epoch: 0)
    var members = [[Int]](repeating: [], count: classCount)
    for index in random.permutation(labels.count) { members[labels[index]].append(index) }
    // Shares are counted in parts of an image, so that all numbers are whole.
    let parts = max(2 * members.count { !$0.isEmpty } - 2, 1)
    var taken = [Int](repeating: 0, count: classCount)
    var released = [[Int]](repeating: [], count: labels.count + 2)
    var ready = Heap<Int> { a, b in
      let (first, second) = ((taken[a] + 1) * parts - 1, (taken[b] + 1) * parts - 1)
      let (x, y) = (first * members[b].count, second * members[a].count)
      return x == y ? a < b : x < y
    }
    func release(_ label: Int) -> Int {
      let (due, size) = (labels.count * (taken[label] * parts + 1), members[label].count * parts)
      return (due + size - 1) / size
    }
    for label in members.indices where !members[label].isEmpty {
      released[min(release(label), labels.count)].append(label)
    }
    return (1...max(labels.count, 1)).compactMap { place in
      for label in released[place] { ready.insert(label) }
      guard let label = ready.removeFirst() else { return nil }
      defer {
        taken[label] += 1
        if taken[label] < members[label].count {
          released[min(max(release(label), place + 1), labels.count)].append(label)
        }
      }
      return members[label][taken[label]]
    }
  }
}

/// Elements of which the first in an order can be taken.
private struct Heap<Element> {
  private var elements: [Element] = []
  private let precedes: (Element, Element) -> Bool

  init(_ precedes: @escaping (Element, Element) -> Bool) { self.precedes = precedes }

  mutating func insert(_ element: Element) {
    elements.append(element)
    var place = elements.count - 1
    while place > 0, precedes(elements[place], elements[(place - 1) / 2]) {
      elements.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func removeFirst() -> Element? {
    guard !elements.isEmpty else { return nil }
    elements.swapAt(0, elements.count - 1)
    let first = elements.removeLast()
    var place = 0
    while 2 * place + 1 < elements.count {
      var next = 2 * place + 1
      if next + 1 < elements.count, precedes(elements[next + 1], elements[next]) { next += 1 }
      guard precedes(elements[next], elements[place]) else { break }
      elements.swapAt(place, next)
      place = next
    }
    return first
  }
}
