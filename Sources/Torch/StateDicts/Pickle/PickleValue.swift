/// A value of a pickle, as far as state dicts need it.
///
/// What is larger than a number lies in the ``PickleArena`` or in the file, and the value says where.
/// So values are plain bits: however deep, shared or circular the pickled objects are, nothing is
/// walked when they are copied or freed.
enum PickleValue {
  /// `None`, or something that no state dict asks for.
  case nothing
  case boolean(Bool)
  case integer(Int)
  /// A whole number of more than 64 bits, as the bytes that it has in the file.
  case largeInteger(Range<Int>)
  /// A text, as the bytes that it has in the file.
  case text(Range<Int>)
  /// A place in ``PickleArena/elements``.
  case tuple(Range<Int>)
  /// A number in ``PickleArena/lists``.
  case list(Int)
  /// A number in ``PickleArena/dictionaries``.
  case dictionary(Int)
  /// The name of a class or a function: a number in ``PickleArena/names``.
  case global(Int)
  /// A number in ``PickleArena/storages``.
  case storage(Int)
  /// A number in ``PickleArena/tensors``.
  case tensor(Int)
  /// What a class or function would have made, which is never called: its name.
  case object(Int)
}

/// Where the values of a pickle lie.
struct PickleArena {
  /// The elements of all tuples.
  var elements: [PickleValue] = []
  var lists: [[PickleValue]] = []
  var dictionaries: [PickleDictionary] = []
  var storages: [PickleStorage] = []
  var tensors: [PickleTensor] = []
  /// The names of classes and functions, each once.
  private(set) var names: [String] = []
  private var numbers: [String: Int] = [:]

  /// The number of a name.
  mutating func number(of name: String) -> Int {
    if let number = numbers[name] { return number }
    names.append(name)
    numbers[name] = names.count - 1
    return names.count - 1
  }
}

/// A dictionary in the order in which it was filled; of equal keys, the last holds.
struct PickleDictionary {
  private(set) var entries: [(key: PickleValue, value: PickleValue)] = []
  /// Whether a tensor stands under a text.
  private(set) var holdsTensors = false

  mutating func append(_ key: PickleValue, _ value: PickleValue) {
    if case .text = key, case .tensor = value { holdsTensors = true }
    entries.append((key, value))
  }
}

/// The elements of one or more tensors: a record of the archive.
struct PickleStorage {
  /// The record's name.
  let key: Range<Int>
  /// The name of the elements' class, as in `torch.FloatStorage`.
  let type: Int
  /// The number of elements.
  let count: Int
}

/// A tensor as a view of a storage.
struct PickleTensor {
  /// A number in ``PickleArena/storages``.
  let storage: Int
  /// The first element.
  let offset: Int
  /// A place in ``PickleArena/elements``.
  let shape: Range<Int>
  /// A place in ``PickleArena/elements``.
  let strides: Range<Int>
}
