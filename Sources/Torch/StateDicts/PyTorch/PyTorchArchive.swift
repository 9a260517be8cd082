/// The parts of a file of `torch.save`: its pickle, and where the bytes of its storages are.
///
/// Since PyTorch 1.6 a file is a zip archive: `data.pkl`, `byteorder`, and a record `data/KEY` for each
/// storage. Before, it was a sequence: a pickled magic number, protocol version and description of the
/// machine, the pickle itself, the pickled list of the storages' keys, and for each of them the number
/// of elements in eight bytes and the elements.
struct PyTorchArchive {
  let unpickler: Unpickler
  let root: PickleValue
  /// The bytes of each storage, by its number; `nil` for one that has none.
  private(set) var storages: [UnsafeMutableRawBufferPointer?]

  private static let protocolVersion = 1001
  /// The number 0x1950a86a20f9469cfc6c, as a pickle holds it.
  private static let magicNumber: [UInt8] = [
    0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19,
  ]

  /// Reads the zip format.
  init(zip bytes: UnsafeMutableRawBufferPointer) throws(PickleError) {
    let zip = try ZipArchive(UnsafeRawBufferPointer(bytes))
    if let order = zip.records["byteorder"], bytes[order].elementsEqual("big".utf8) {
      throw .bigEndian
    }
    guard let record = zip.records["data.pkl"] else {
      throw PickleError("its zip archive has no record data.pkl")
    }
    var unpickler = Unpickler(UnsafeRawBufferPointer(rebasing: bytes[record]))
    root = try unpickler.value()
    storages = unpickler.arena.storages.map { storage in
      unpickler.cursor.text(storage.key).flatMap { zip.records["data/" + $0] }
        .map { UnsafeMutableRawBufferPointer(rebasing: bytes[$0]) }
    }
    self.unpickler = unpickler
  }

  /// Reads the older format.
  init(legacy bytes: UnsafeMutableRawBufferPointer) throws(PickleError) {
    let whole = UnsafeRawBufferPointer(bytes)
    var preface = Unpickler(whole)
    // Whatever else `pickle.dump` writes: also what cannot be read here.
    guard case .largeInteger(let magic)? = try? preface.value(),
      bytes[magic].elementsEqual(Self.magicNumber)
    else { throw .ofAnotherWriter }
    guard case .integer(Self.protocolVersion) = try preface.value() else {
      throw PickleError("expected the version \(Self.protocolVersion) of its format, found another")
    }
    try Self.checkByteOrder(preface.value(), in: preface)
    var unpickler = Unpickler(whole, at: preface.cursor.place)
    root = try unpickler.value()
    storages = Array(repeating: nil, count: unpickler.arena.storages.count)
    self.unpickler = unpickler
    var keys = Unpickler(whole, at: unpickler.cursor.place)
    guard case .list(let number) = try keys.value() else {
      throw PickleError("expected the list of its storages' keys, found something else")
    }
    var cursor = keys.cursor
    for key in keys.arena.lists[number] {
      try readStorage(key, &cursor, bytes)
    }
  }

  private mutating func readStorage(
    _ key: PickleValue, _ cursor: inout ByteCursor, _ bytes: UnsafeMutableRawBufferPointer
  ) throws(PickleError) {
    guard case .text(let range) = key, let name = cursor.text(range),
      let number = unpickler.storageNumbers[name], storages[number] == nil
    else { throw PickleError("it has the elements of a storage that its pickle does not use") }
    let storage = unpickler.arena.storages[number]
    guard let byteCount = unpickler.elementByteCount(of: storage) else {
      throw PickleError(
        "its storage \(name) is of the type \(unpickler.arena.names[storage.type]), whose size is "
          + "not known")
    }
    do {
      guard try cursor.unsigned(8) == UInt64(storage.count) else {
        throw PickleError("its storage \(name) has another number of elements than its pickle says")
      }
      let (count, overflow) = storage.count.multipliedReportingOverflow(by: byteCount)
      let place = try cursor.take(overflow ? .max : count)
      storages[number] = UnsafeMutableRawBufferPointer(rebasing: bytes[place])
    } catch let error as PickleError {
      throw error
    } catch {
      throw PickleError("the elements of its storage \(name) are cut off")
    }
  }

  /// Refuses a description of a machine with the other order of bytes.
  private static func checkByteOrder(
    _ machine: PickleValue, in unpickler: Unpickler
  ) throws(PickleError) {
    guard case .dictionary(let number) = machine else {
      throw PickleError("expected the description of the machine it was written on, found none")
    }
    for (key, value) in unpickler.arena.dictionaries[number].entries {
      if case .boolean(false) = value, case .text(let range) = key,
        unpickler.cursor.text(range) == "little_endian"
      {
        throw .bigEndian
      }
    }
  }
}
