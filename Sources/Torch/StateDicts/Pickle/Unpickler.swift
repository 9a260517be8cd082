/// Reads the pickles of state dicts, and runs nothing.
///
/// A pickle is a program for a machine with a stack and a memo. Here a class or function is a name: those
/// that a state dict is made of are understood, whatever others would have made is an
/// ``PickleValue/object(_:)`` without a content. Each opcode makes at most one value, and ``mostValues``
/// bounds those, and so time and memory.
///
/// The opcodes are those of protocols 2 to 5, as the standard library's `pickletools` documents them.
struct Unpickler {
  /// The most values of one pickle; a state dict has about thirty for each tensor.
  static let mostValues = 1 << 21
  /// The longest name of a class or function, in bytes.
  private static let longestName = 256

  private(set) var cursor: ByteCursor
  var arena = PickleArena()
  private var (stack, marks): ([PickleValue], [Int]) = ([], [])
  private var memo: [Int: PickleValue] = [:]
  private var valueCount = 0
  /// The number of each storage, by its key.
  var storageNumbers: [String: Int] = [:]

  /// A reader of the pickle at `place`.
  init(_ bytes: UnsafeRawBufferPointer, at place: Int = 0) {
    cursor = ByteCursor(bytes, at: place)
  }

  /// The value of the pickle at the cursor, which then stands behind it.
  mutating func value() throws(PickleError) -> PickleValue {
    (stack, marks, memo) = ([], [], [:])
    do {
      while let opcode = Opcode(rawValue: try cursor.byte()) {
        if opcode == .stop { return try pop() }
        try perform(opcode)
      }
    } catch let error as PickleError {
      throw error
    } catch {
      throw PickleError("its pickle is cut off")
    }
    let place = cursor.place - 1
    throw PickleError(
      "its pickle has the unknown opcode 0x\(String(cursor.bytes[place], radix: 16)) at byte \(place)"
    )
  }

  /// Counts values towards the limit before they are made.
  mutating func count(_ values: Int = 1) throws(PickleError) {
    valueCount += values
    guard valueCount <= Self.mostValues else {
      throw PickleError("its pickle makes more than \(Self.mostValues) values")
    }
  }

  private mutating func push(_ value: PickleValue) throws(PickleError) {
    try count()
    stack.append(value)
  }

  private mutating func pop() throws(PickleError) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.popLast() else {
      throw PickleError("its pickle takes a value from an empty stack")
    }
    return value
  }

  private func top() throws(PickleError) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.last else {
      throw PickleError("its pickle takes a value from an empty stack")
    }
    return value
  }

  /// The values above the last mark.
  private mutating func popToMark() throws(PickleError) -> [PickleValue] {
    guard let mark = marks.popLast() else {
      throw PickleError("its pickle takes values up to a mark that is not there")
    }
    // A copy: a slice would keep the stack from being changed in place.
    let values = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return values
  }

  private mutating func pushTuple(_ values: some Collection<PickleValue>) throws(PickleError) {
    try count(values.count)
    let start = arena.elements.count
    arena.elements.append(contentsOf: values)
    try push(.tuple(start..<arena.elements.count))
  }

  private func text(_ range: Range<Int>) throws(PickleError) -> String {
    guard range.count <= Self.longestName, let text = cursor.text(range) else {
      throw PickleError("its pickle has a name of \(range.count) bytes that is none")
    }
    return text
  }
}

// MARK: - Opcodes

extension Unpickler {
  private mutating func perform(_ opcode: Opcode) throws {
    switch opcode {
    case .proto: _ = try cursor.take(1)
    case .frame: _ = try cursor.take(8)
    case .stop: break
    case .nothing, .binfloat, .binbytes, .shortBinbytes, .binbytes8, .true, .false, .binint,
      .binint1,
      .binint2, .long1, .long4, .binunicode, .shortBinunicode, .binunicode8, .binstring,
      .shortBinstring:
      try push(constant(opcode))
    case .mark, .pop, .popMark, .dup, .binput, .longBinput, .memoize, .binget, .longBinget:
      try arrange(opcode)
    case .emptyTuple, .tuple, .tuple1, .tuple2, .tuple3, .frozenset: try makeTuple(opcode)
    case .emptyList, .emptySet:
      arena.lists.append([])
      try push(.list(arena.lists.count - 1))
    case .emptyDict: try push(newDictionary())
    case .append: try append([pop()])
    case .appends, .additems: try append(popToMark())
    case .setitem:
      let value = try pop()
      try setItems([pop(), value])
    case .setitems: try setItems(popToMark())
    case .global, .stackGlobal: try pushGlobal(opcode)
    case .reduce, .newobj, .newobjEx:
      if opcode == .newobjEx { _ = try pop() }
      let arguments = try pop()
      try push(made(by: pop(), from: arguments))
    // State beside the items: of an ordered dictionary its attributes, of an object all that it is.
    case .build: _ = try pop()
    case .binpersid: try push(persistent(pop()))
    }
  }

  private mutating func constant(_ opcode: Opcode) throws -> PickleValue {
    switch opcode {
    case .true: return .boolean(true)
    case .false: return .boolean(false)
    case .binint1: return .integer(Int(try cursor.unsigned(1)))
    case .binint2: return .integer(Int(try cursor.unsigned(2)))
    case .binint: return .integer(Int(Int32(truncatingIfNeeded: try cursor.unsigned(4))))
    case .long1: return integer(try cursor.take(Int(cursor.byte())))
    case .long4: return integer(try cursor.take(claimed: cursor.unsigned(4)))
    case .binunicode, .binstring: return .text(try cursor.take(claimed: cursor.unsigned(4)))
    case .shortBinunicode, .shortBinstring: return .text(try cursor.take(Int(cursor.byte())))
    case .binunicode8: return .text(try cursor.take(claimed: cursor.unsigned(8)))
    case .binfloat: _ = try cursor.take(8)
    case .binbytes: _ = try cursor.take(claimed: cursor.unsigned(4))
    case .shortBinbytes: _ = try cursor.take(Int(cursor.byte()))
    case .binbytes8: _ = try cursor.take(claimed: cursor.unsigned(8))
    default: break
    }
    return .nothing
  }

  /// The two's complement number in little-endian bytes.
  private func integer(_ range: Range<Int>) -> PickleValue {
    guard range.count <= 8 else { return .largeInteger(range) }
    let isNegative = range.last.map { cursor.bytes[$0] >= 0x80 } ?? false
    var value = isNegative ? -1 : 0
    for place in range.reversed() { value = value << 8 | Int(cursor.bytes[place]) }
    return .integer(value)
  }

  private mutating func arrange(_ opcode: Opcode) throws {
    switch opcode {
    case .mark:
      try count()
      marks.append(stack.count)
    case .pop where stack.count == marks.last: marks.removeLast()
    case .pop: _ = try pop()
    case .popMark: _ = try popToMark()
    case .dup: try push(top())
    case .binput: try store(at: Int(cursor.byte()))
    case .longBinput: try store(at: Int(cursor.unsigned(4)))
    case .memoize: try store(at: memo.count)
    default:
      let key = Int(try cursor.unsigned(opcode == .binget ? 1 : 4))
      guard let value = memo[key] else {
        throw PickleError("its pickle asks for the value \(key), which it has not stored")
      }
      try push(value)
    }
  }

  private mutating func store(at key: Int) throws(PickleError) {
    try count()
    memo[key] = try top()
  }

  private mutating func makeTuple(_ opcode: Opcode) throws {
    switch opcode {
    case .tuple1: try pushTuple([pop()])
    case .tuple2:
      let last = try pop()
      try pushTuple([pop(), last])
    case .tuple3:
      let (last, middle) = (try pop(), try pop())
      try pushTuple([pop(), middle, last])
    case .emptyTuple: try pushTuple([])
    default: try pushTuple(popToMark())
    }
  }

  private mutating func pushGlobal(_ opcode: Opcode) throws {
    if opcode == .global {
      let module = try text(cursor.line())
      try push(.global(arena.number(of: module + "." + text(cursor.line()))))
    } else {
      guard case .text(let name) = try pop(), case .text(let module) = try pop() else {
        throw PickleError("its pickle names a class with something that is no text")
      }
      try push(.global(arena.number(of: text(module) + "." + text(name))))
    }
  }

  private mutating func append(_ values: some Collection<PickleValue>) throws(PickleError) {
    switch try top() {
    case .list(let number):
      try count(values.count)
      arena.lists[number].append(contentsOf: values)
    case .object: return
    default: throw PickleError("its pickle appends to something that is no list")
    }
  }

  private mutating func setItems(_ items: some Collection<PickleValue>) throws(PickleError) {
    guard items.count.isMultiple(of: 2) else {
      throw PickleError("its pickle gives a dictionary a key without a value")
    }
    switch try top() {
    case .dictionary(let number):
      try count(items.count)
      var rest = items.makeIterator()
      while let key = rest.next(), let value = rest.next() {
        arena.dictionaries[number].append(key, value)
      }
    case .object: return
    default: throw PickleError("its pickle sets an item of something that is no dictionary")
    }
  }

  /// A new, empty dictionary.
  mutating func newDictionary() -> PickleValue {
    arena.dictionaries.append(PickleDictionary())
    return .dictionary(arena.dictionaries.count - 1)
  }
}
