/// Finds the name that someone probably meant.
package enum NearestName {
  /// The name that is nearest to a mistyped one; `nil` where none is near.
  ///
  /// Case and the difference of `_` and `-` do not count, initials (`lr` for `learning-rate`) come
  /// first, then the fewest changes of a letter, of which there may be one in three letters; of equals
  /// the first. What an earlier version called it counts as its name, and the only name that
  /// begins so is meant.
  package static func of(_ typed: String, among names: [String]) -> String? {
    let plain = former[normalized(typed)] ?? normalized(typed)
    if let meant = names.first(where: { initials(of: normalized($0)) == plain }) { return meant }
    let limit = max(plain.count / 3, 1)
    var nearest: (name: String, distance: Int)?
    for name in names {
      let other = normalized(name)
      // What is too long or too short is not compared letter by letter, however long it is.
      guard abs(other.count - plain.count) <= limit else { continue }
      let distance = distance(plain, other)
      if distance <= limit, distance < nearest?.distance ?? .max { nearest = (name, distance) }
    }
    let longer = plain.count < 3 ? [] : names.filter { normalized($0).hasPrefix(plain) }
    return nearest?.name ?? (longer.count == 1 ? longer[0] : nil)
  }

  /// The fewest letters to insert, delete or replace, or neighbours to swap, from one text to
  /// another.
  package static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first)
    let b = Array(second)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  private static let former = ["network": "model"]

  private static func normalized(_ name: String) -> String {
    String(name.lowercased().map { $0 == "_" ? "-" : $0 }.drop { $0 == "-" })
  }

  private static func initials(of name: String) -> String? {
    let words = name.split(separator: "-")
    return words.count < 2 ? nil : String(words.compactMap(\.first))
  }
}

extension OptionName {
  /// The option of a spelling without dashes, such as `augment` or `no-augment`.
  package init?(spelling: String) {
    guard let option = Self.all.first(where: { $0.spellings.contains(spelling) }) else {
      return nil
    }
    self = option
  }
}
