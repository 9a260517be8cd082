/// Looks for the state dict among what a file of `torch.save` holds.
struct StateDictSearch {
  /// A state dict, and the names on the way to it.
  struct Found {
    let dictionary: PickleDictionary
    let entry: [String]
  }

  /// The most dictionaries around the tensors.
  private static let mostNesting = 8
  /// The names under which training scripts keep a state dict beside other things, the likeliest first.
  private static let usualNames = [
    "state_dict", "model_state_dict", "model_state", "model", "net", "network", "module", "weights",
    "params", "model_ema", "ema",
  ]

  private let archive: PyTorchArchive
  private let path: String
  /// Each dictionary is looked at once, wherever else it may be.
  private var seen: Set<Int> = []

  init(_ archive: PyTorchArchive, path: String) { (self.archive, self.path) = (archive, path) }

  /// The state dict.
  mutating func run() throws(PyTorchFileError) -> Found {
    if let found = try search(archive.root, []) { return found }
    if let type = objectType(archive.root) ?? objectTypeOfUsualEntry() {
      throw type.hasPrefix("__torch__.")
        ? .torchScript(path: path) : .pickledObject(path: path, type: type)
    }
    guard case .dictionary = archive.root else {
      throw .noStateDict(path: path, found: "a value that is no dictionary")
    }
    throw .noStateDict(path: path, found: "none")
  }

  private mutating func search(
    _ value: PickleValue, _ entry: [String]
  ) throws(PyTorchFileError) -> Found? {
    guard entry.count <= Self.mostNesting, case .dictionary(let number) = value,
      seen.insert(number).inserted
    else { return nil }
    let entries = namedEntries(number)
    for name in Self.usualNames {
      if let nested = entries[name], let found = try search(nested, entry + [name]) {
        return found
      }
    }
    let dictionary = archive.unpickler.arena.dictionaries[number]
    if dictionary.holdsTensors { return Found(dictionary: dictionary, entry: entry) }
    let candidates = entries.filter { holdsTensors($0.value) }.keys.sorted()
    guard candidates.count <= 1 else {
      let names = candidates.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      throw .noStateDict(path: path, found: "\(candidates.count) of them: \(names)")
    }
    guard let only = candidates.first, let nested = entries[only] else { return nil }
    return try search(nested, entry + [only])
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

  private func holdsTensors(_ value: PickleValue) -> Bool {
    guard case .dictionary(let number) = value else { return false }
    return archive.unpickler.arena.dictionaries[number].holdsTensors
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
