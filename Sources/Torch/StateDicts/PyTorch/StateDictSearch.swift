import Files

/// Looks for the state dict among what a file of `torch.save` holds.
struct StateDictSearch {
  /// A state dict, and the names on the way to it.
  struct Found {
    let dictionary: PickleDictionary
    let entry: [String]
    /// The other dictionaries of tensors.
    let others: [String]
    /// Whether it is the entry that was asked for, or none was.
    let isWanted: Bool
    var name: String { entry.joined(separator: "/") }
  }

  /// A dictionary with tensors.
  private struct Place {
    let entry: [String]
    let number: Int
    var name: String { entry.joined(separator: "/") }
  }

  /// The most dictionaries around the tensors.
  private static let mostNesting = 8
  /// The names under which training scripts keep a state dict beside other things, the likeliest first.
  private static let usualNames = [
    "state_dict", "model_state_dict", "model_state", "model", "net", "network", "module", "weights",
    "params", "state",
  ]

  private let archive: PyTorchArchive
  private let path: String
  /// Each dictionary is looked at once, wherever else it may be.
  private var seen: Set<Int> = []
  private var places: [Place] = []

  init(_ archive: PyTorchArchive, path: String) { (self.archive, self.path) = (archive, path) }

  /// The state dict: the entry `wanted`, or the usual one.
  mutating func run(_ wanted: String?) throws(PyTorchFileError) -> Found {
    collect(archive.root, [])
    guard !places.isEmpty else {
      if let type = objectType(archive.root) ?? objectTypeOfUsualEntry() {
        throw type.hasPrefix("__torch__.")
          ? .torchScript(path: path) : .pickledObject(path: path, type: type)
      }
      guard case .dictionary = archive.root else {
        throw .noStateDict(path: path, found: "a value that is no dictionary")
      }
      throw .noStateDict(path: path, found: "none")
    }
    let named = wanted.flatMap(named)
    let found = try choose(among: named ?? places, below: [])
    return Found(
      dictionary: archive.unpickler.arena.dictionaries[found.number], entry: found.entry,
      others: places.filter { $0.number != found.number && !$0.entry.isEmpty }.map(\.name),
      isWanted: wanted == nil || named != nil)
  }

  /// The dictionaries with tensors in `value`, each with its shortest way.
  private mutating func collect(_ root: PickleValue, _ entry: [String]) {
    var level: [(value: PickleValue, entry: [String])] = [(root, entry)]
    for _ in 0...Self.mostNesting {
      var next: [(value: PickleValue, entry: [String])] = []
      for case (.dictionary(let number), let entry) in level where seen.insert(number).inserted {
        if archive.unpickler.arena.dictionaries[number].holdsTensors {
          places.append(Place(entry: entry, number: number))
        }
        for (name, value) in namedEntries(number).sorted(by: { $0.key < $1.key }) {
          if case .dictionary = value { next.append((value, entry + [name])) }
        }
      }
      level = next
    }
  }

  /// The places in or at the entry of this name; `nil` where there is none.
  private func named(_ name: String) -> [Place]? {
    let inside = places.filter { $0.name == name || $0.name.hasPrefix(name + "/") }
    if !inside.isEmpty { return inside }
    let at = places.filter { $0.name.hasSuffix("/" + name) }
    return at.count == 1 ? at : nil
  }

  /// One of `places`, all of which begin with `entry`: at each step by a usual name, else here, else the
  /// only one, or the only one on a usual way.
  private func choose(
    among places: [Place], below entry: [String]
  ) throws(PyTorchFileError) -> Place {
    if places.count == 1 { return places[0] }
    let depth = entry.count
    for name in Self.usualNames {
      let inside = places.filter { $0.entry.count > depth && $0.entry[depth] == name }
      if !inside.isEmpty { return try choose(among: inside, below: entry + [name]) }
    }
    if let here = places.first(where: { $0.entry.count == depth }) { return here }
    let usual = places.filter { $0.entry[depth...].contains(where: Self.usualNames.contains) }
    if usual.count == 1 { return usual[0] }
    let next = places[0].entry[depth]
    if places.allSatisfy({ $0.entry[depth] == next }) {
      return try choose(among: places, below: entry + [next])
    }
    throw .noStateDict(
      path: path,
      found: "\(places.count) of them: \(places.map(\.name).listed()); --weights-entry takes one")
  }

  /// The entries under texts of a usual length.
  private func namedEntries(_ number: Int) -> [String: PickleValue] {
    var named: [String: PickleValue] = [:]
    for (key, value) in archive.unpickler.arena.dictionaries[number].entries {
      if case .text(let range) = key, range.count <= 64,
        let name = archive.unpickler.cursor.text(range)
      {
        named[name] = value
      }
    }
    return named
  }

  private func objectType(_ value: PickleValue?) -> String? {
    guard case .object(let name) = value else { return nil }
    return archive.unpickler.arena.names[name]
  }

  private func objectTypeOfUsualEntry() -> String? {
    guard case .dictionary(let number) = archive.root else { return nil }
    let entries = namedEntries(number)
    return Self.usualNames.lazy.compactMap { objectType(entries[$0]) }.first
  }
}
