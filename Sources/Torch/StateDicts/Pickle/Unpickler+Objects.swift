/// The classes and functions that a state dict is made of.
extension Unpickler {
  private static let rebuilders: Set<String> = [
    "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2",
  ]
  private static let parameterRebuilders: Set<String> = [
    "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state",
  ]

  /// What the function or class `callee` would make of `arguments`.
  mutating func made(
    by callee: PickleValue, from arguments: PickleValue
  ) throws(PickleError) -> PickleValue {
    guard case .global(let number) = callee else { return .nothing }
    guard case .tuple(let range) = arguments else {
      throw PickleError("its pickle calls \(arena.names[number]) without a tuple of arguments")
    }
    let elements = first(of: range)
    switch arena.names[number] {
    case "collections.OrderedDict": return try orderedDictionary(elements.first)
    case "torch._tensor._rebuild_from_type_v2":
      return try rebuiltFromType(elements) ?? .object(number)
    case let name where Self.rebuilders.contains(name): return try tensor(elements)
    case let name where Self.parameterRebuilders.contains(name):
      // Of a type that is not supported, an object.
      return elements.first ?? .object(number)
    case "torch.Size": return elements.first ?? .nothing
    default: return .object(number)
    }
  }

  /// An ordered dictionary, of pairs where there are some.
  private mutating func orderedDictionary(
    _ pairs: PickleValue?
  ) throws(PickleError) -> PickleValue {
    let made = newDictionary()
    guard case .list(let list) = pairs, case .dictionary(let number) = made else { return made }
    try count(arena.lists[list].count)
    for pair in arena.lists[list] {
      let ends: (PickleValue, PickleValue)? =
        switch pair {
        case .tuple(let range) where range.count == 2:
          (arena.elements[range.lowerBound], arena.elements[range.lowerBound + 1])
        // As Python 2 writes a pair.
        case .list(let two) where arena.lists[two].count == 2:
          (arena.lists[two][0], arena.lists[two][1])
        default: nil
        }
      guard let ends else {
        throw PickleError("its pickle makes a dictionary of something that is no pair")
      }
      arena.dictionaries[number].append(ends.0, ends.1)
    }
    return made
  }

  /// A tensor with attributes, or of a class of its own: the tensor alone.
  private mutating func rebuiltFromType(
    _ arguments: [PickleValue]
  ) throws(PickleError) -> PickleValue? {
    guard arguments.count >= 3, case .global(let function) = arguments[0],
      case .tuple(let range) = arguments[2]
    else { return nil }
    let elements = first(of: range)
    if Self.rebuilders.contains(arena.names[function]) { return try tensor(elements) }
    return Self.parameterRebuilders.contains(arena.names[function]) ? elements.first : nil
  }

  /// A tensor of a storage, an offset, a shape and strides.
  private mutating func tensor(_ arguments: [PickleValue]) throws(PickleError) -> PickleValue {
    guard arguments.count >= 4, case .storage(let storage) = arguments[0],
      case .integer(let offset) = arguments[1], case .tuple(let shape) = arguments[2],
      case .tuple(let strides) = arguments[3]
    else {
      throw PickleError("its pickle makes a tensor of something else than a storage and a shape")
    }
    arena.tensors.append(
      PickleTensor(storage: storage, offset: offset, shape: shape, strides: strides))
    return .tensor(arena.tensors.count - 1)
  }

  /// What stands outside of the pickle: a storage.
  ///
  /// Its identity is `("storage", class, key, device, count)`; in the older format a sixth place says
  /// which part of another storage it is.
  mutating func persistent(_ identity: PickleValue) throws(PickleError) -> PickleValue {
    guard case .tuple(let range) = identity else {
      throw PickleError("its pickle refers to something outside that is no tuple")
    }
    let parts = first(of: range)
    // In the older format, the class of a pickled module with its source text.
    if parts.count >= 2, isText(parts[0], "module"), case .global = parts[1] { return parts[1] }
    guard parts.count >= 5, isText(parts[0], "storage"), case .global(let type) = parts[1],
      case .text(let key) = parts[2], case .integer(let count) = parts[4], count >= 0,
      key.count <= 64, let name = cursor.text(key)
    else { throw PickleError("its pickle refers to a storage in a way that is not known") }
    if parts.count >= 6 {
      guard case .nothing = parts[5] else {
        throw PickleError("its storage \(name) is a part of another, which is not read here")
      }
    }
    if let known = storageNumbers[name] {
      guard arena.storages[known].type == type, arena.storages[known].count == count else {
        throw PickleError("its pickle describes the storage \(name) in two ways")
      }
      return .storage(known)
    }
    arena.storages.append(PickleStorage(key: key, type: type, count: count))
    storageNumbers[name] = arena.storages.count - 1
    return .storage(arena.storages.count - 1)
  }

  /// The first elements of a tuple: no function here looks at more, and a pickle may pass a long tuple
  /// any number of times.
  private func first(of tuple: Range<Int>) -> [PickleValue] {
    tuple.prefix(8).map { arena.elements[$0] }
  }

  private func isText(_ value: PickleValue, _ text: String) -> Bool {
    guard case .text(let range) = value else { return false }
    return cursor.bytes[range].elementsEqual(text.utf8)
  }
}
