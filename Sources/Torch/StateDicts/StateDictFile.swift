import Files

/// A file with a state dict: safetensors, or what `torch.save` wrote, told apart by their first bytes.
///
///     let file = try StateDictFile("resnet18.pth")
///     try network.load(stateDict: file.tensors)
public struct StateDictFile {
  /// The tensors by their names, but those that cannot be had: see ``checkTypes()``.
  public var tensors: [String: Tensor] { entries.compactMapValues { try? $0.get() } }
  /// The text that the writer of a safetensors file added.
  public let metadata: [String: String]
  /// The names of the dictionaries around the tensors, the outermost first; empty where there are none.
  public let entry: [String]
  /// The other dictionaries of tensors in the file, as `NAME/NAME`.
  public let otherEntries: [String]
  /// What ``removePrefixes(around:)`` has removed, as in `module.`; empty for nothing.
  public private(set) var removedPrefix = ""
  /// The names that it has left out, sorted.
  public private(set) var leftOut: [String] = []

  private var entries: [String: Result<Tensor, StateDictFileError>]

  /// Reads the file at `path`.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - wanted: Which of several state dicts in it is taken, as ``PyTorchFile`` says it.
  /// - Throws: `StateDictFileError`, also where there is no such entry.
  public init(_ path: String, entry wanted: String? = nil) throws(StateDictFileError) {
    switch try Self.format(path) {
    case .safetensors:
      do {
        let file = try SafetensorsFile(path)
        (metadata, entry, otherEntries) = (file.metadata, [wanted].compactMap { $0 }, [])
        entries = Self.entries(file.tensors, file.unsupported) { .safetensors($0) }
        if let wanted { entries = entries.below(wanted + ".") }
      } catch {
        throw .safetensors(error)
      }
      if let wanted, entries.isEmpty {
        throw .pytorch(.noEntry(path: path, entry: wanted, found: []))
      }
    case .pytorch:
      do {
        let file = try PyTorchFile(path, entry: wanted)
        (metadata, entry, otherEntries) = ([:], file.entry, file.otherEntries)
        entries = Self.entries(file.tensors, file.unsupported) { .pytorch($0) }
      } catch {
        throw .pytorch(error)
      }
    case nil: throw .unknownFormat(path: path)
    }
  }

  private static func entries<Reason>(
    _ tensors: [String: Tensor], _ unsupported: [String: Reason],
    _ error: (Reason) -> StateDictFileError
  ) -> [String: Result<Tensor, StateDictFileError>] {
    tensors.mapValues { .success($0) }.merging(unsupported.mapValues { .failure(error($0)) }) { $1 }
  }

  /// Throws for the first tensor that cannot be had, in the order of the names: one that is not dense, or
  /// whose elements are of a type that tensors here do not have.
  public func checkTypes() throws(StateDictFileError) {
    for (_, result) in entries.sorted(by: { $0.key < $1.key }) { _ = try result.get() }
  }
}

extension StateDictFile {
  /// What training scripts put before the names of a model's tensors: it lay in a wrapper.
  static let knownPrefixes = ["module.", "_orig_mod.", "model.", "backbone.", "network.", "net."]

  /// Gives every tensor the name that `rename` makes of its own.
  ///
  /// - Returns: whether a name has changed. Where two would get one name, none does.
  public mutating func renameAll(_ rename: (String) -> String) -> Bool {
    let names = Dictionary(uniqueKeysWithValues: entries.keys.map { ($0, rename($0)) })
    guard names.contains(where: { $0.key != $0.value }), Set(names.values).count == names.count
    else { return false }
    entries = Dictionary(
      uniqueKeysWithValues: entries.map { (names[$0.key] ?? $0.key, $0.value) })
    return true
  }

  /// Removes the tensors whose names `isForeign` to a model.
  public mutating func remove(where isForeign: (String) -> Bool) {
    entries = entries.filter { !isForeign($0.key) }
  }

  /// Removes what wrappers have put before a model's names: `module.` of data parallelism, `_orig_mod.` of
  /// a compiled model, `model.`, `backbone.`, `network.` or `net.` of a module that holds the model, and
  /// several of them.
  ///
  /// The prefix is the one behind which most of the model's names stand, or where none stands behind any,
  /// that of at least half of the names. What does not begin so is ``leftOut``: counters, losses and metrics
  /// of a training script.
  ///
  /// - Parameter names: the names of the model's tensors; none for what all names begin with.
  public mutating func removePrefixes(around names: Set<String> = []) {
    var hits: [String: Int] = [:]
    for key in entries.keys {
      for prefix in Self.prefixes(of: key) where names.contains(String(key.dropFirst(prefix.count)))
      {
        hits[prefix, default: 0] += 1
      }
    }
    guard let most = hits.values.max() else { return removeCommonPrefixes(unlessOf: names) }
    let best = hits.filter { $0.value == most }
    guard hits[""] == nil, best.count == 1, let prefix = best.keys.first else { return }
    leftOut = entries.keys.filter { !$0.hasPrefix(prefix) }.sorted()
    entries = entries.below(prefix)
    removedPrefix = prefix
  }

  /// What of a name may be a wrapper's: nothing, a known prefix, several of them.
  private static func prefixes(of key: String) -> [String] {
    var prefixes = [""]
    var rest = Substring(key)
    while let next = knownPrefixes.first(where: rest.hasPrefix), prefixes.count < 8 {
      prefixes.append(prefixes[prefixes.count - 1] + next)
      rest = rest.dropFirst(next.count)
    }
    return prefixes
  }

  /// Of names that are none of the model's, so that what it misses is told of names without a wrapper's.
  private mutating func removeCommonPrefixes(unlessOf names: Set<String>) {
    while let prefix = Self.knownPrefixes.first(where: { prefix in
      let count = entries.keys.count { $0.hasPrefix(prefix) && $0 != prefix }
      return !names.contains { $0.hasPrefix(prefix) } && count > 0
        && (names.isEmpty ? count == entries.count : 2 * count >= entries.count)
    }) {
      leftOut = (leftOut + entries.keys.filter { !$0.hasPrefix(prefix) }).sorted()
      entries = entries.below(prefix)
      removedPrefix += prefix
    }
  }
}

extension StateDictFile {
  private enum Format {
    case safetensors
    case pytorch
  }

  /// What the first bytes of the file at `path` say; `nil` for something else.
  private static func format(_ path: String) throws(StateDictFileError) -> Format? {
    do throws(FileError) {
      let file = try InputFile(path)
      let start = try file.bytes(0..<min(512, file.byteCount))
      defer { withExtendedLifetime(start) {} }
      let bytes = UnsafeRawBufferPointer(start.bytes)
      // Behind its length, the header of a safetensors file is a JSON object.
      if bytes.dropFirst(8).first == UInt8(ascii: "{") { return .safetensors }
      return PyTorchFormat(bytes).map { _ in .pytorch }
    } catch {
      throw .file(error)
    }
  }
}
