/// A zip archive of uncompressed records, as `torch.save` writes it, over bytes that are not trusted.
///
/// The central directory says where the records are, and of a record's own header the length counts.
/// Records may not overlap, so that all of them together are no more than the archive.
/// Source: PKWARE, ".ZIP File Format Specification" 6.3.10, sections 4.3 and 4.5.3.
struct ZipArchive {
  /// Where the bytes of each record of a state dict are, by its name without the archive's folder.
  private(set) var records: [String: Range<Int>] = [:]
  private let bytes: UnsafeRawBufferPointer

  private enum Signature {
    static let record: UInt64 = 0x0403_4B50
    static let entry: UInt64 = 0x0201_4B50
    static let end: UInt64 = 0x0605_4B50
    static let wideEnd: UInt64 = 0x0606_4B50
    static let wideEndLocator: UInt64 = 0x0706_4B50
  }

  /// Where the directory is, and how many entries it has.
  private struct Directory {
    var count: UInt64
    var offset: UInt64
  }

  init(_ bytes: UnsafeRawBufferPointer) throws(PickleError) {
    self.bytes = bytes
    do {
      var directory = try findDirectory()
      if let wide = try wideDirectory() { directory = wide }
      try readEntries(directory)
    } catch let error as PickleError {
      throw error
    } catch {
      throw PickleError("its zip directory reaches beyond its end")
    }
    try checkDisjoint()
  }

  /// The place of the end record: at the end, but for a comment.
  private func placeOfEnd() throws(PickleError) -> Int {
    let length = 22
    var place = bytes.count - length
    let first = max(0, place - Int(UInt16.max))
    while place >= first {
      var cursor = ByteCursor(bytes, at: place)
      if (try? cursor.unsigned(4)) == Signature.end { return place }
      place -= 1
    }
    throw PickleError("its zip directory is missing; the file is cut off")
  }

  private func findDirectory() throws -> Directory {
    var cursor = ByteCursor(bytes, at: try placeOfEnd() + 10)
    let count = try cursor.unsigned(2)
    _ = try cursor.take(4)
    return Directory(count: count, offset: try cursor.unsigned(4))
  }

  /// The directory of a large archive, which PyTorch writes for small ones too; `nil` where there is none.
  private func wideDirectory() throws -> Directory? {
    let locatorPlace = try placeOfEnd() - 20
    guard locatorPlace >= 0 else { return nil }
    var locator = ByteCursor(bytes, at: locatorPlace)
    guard try locator.unsigned(4) == Signature.wideEndLocator else { return nil }
    _ = try locator.take(4)
    var end = try cursor(at: locator.unsigned(8))
    guard try end.unsigned(4) == Signature.wideEnd else {
      throw PickleError("its zip directory is not where it says")
    }
    _ = try end.take(28)
    let count = try end.unsigned(8)
    _ = try end.take(8)
    return Directory(count: count, offset: try end.unsigned(8))
  }

  private func cursor(at offset: UInt64) throws(PickleError) -> ByteCursor {
    guard offset <= UInt64(bytes.count) else {
      throw PickleError("its zip directory names a place beyond its end")
    }
    return ByteCursor(bytes, at: Int(offset))
  }

  private mutating func readEntries(_ directory: Directory) throws {
    var cursor = try cursor(at: directory.offset)
    for _ in 0..<directory.count {
      guard try cursor.unsigned(4) == Signature.entry else {
        throw PickleError("its zip directory has fewer entries than it says")
      }
      _ = try cursor.take(4)
      let flags = try cursor.unsigned(2)
      let method = try cursor.unsigned(2)
      _ = try cursor.take(8)
      var sizes = [try cursor.unsigned(4), try cursor.unsigned(4)]
      let nameLength = Int(try cursor.unsigned(2))
      let extraLength = Int(try cursor.unsigned(2))
      let commentLength = Int(try cursor.unsigned(2))
      _ = try cursor.take(8)
      var offset = try cursor.unsigned(4)
      let name = cursor.text(try cursor.take(nameLength)) ?? ""
      try Self.widen(&sizes, &offset, ByteCursor(bytes, at: cursor.place), extraLength)
      _ = try cursor.take(extraLength)
      _ = try cursor.take(commentLength)
      let relative = name.split(separator: "/", maxSplits: 1).last.map(String.init) ?? name
      guard Self.isNeeded(relative) else { continue }
      guard flags & 1 == 0, method == 0, sizes[0] == sizes[1] else {
        throw PickleError(
          "its record \(name) is compressed or encrypted, and torch.save does neither")
      }
      guard records[relative] == nil else {
        throw PickleError("its record \(name) is there twice")
      }
      records[relative] = try range(at: offset, count: sizes[0])
    }
  }

  /// Whether a state dict is made of the record: programs have others, which are compressed.
  private static func isNeeded(_ name: String) -> Bool {
    name == "data.pkl" || name == "byteorder" || name.hasPrefix("data/")
  }

  /// Takes the numbers that do not fit 32 bits from an entry's extra field.
  private static func widen(
    _ sizes: inout [UInt64], _ offset: inout UInt64, _ start: ByteCursor, _ length: Int
  ) throws(ByteCursor.EndOfBytes) {
    var cursor = start
    let end = start.place + length
    let limit = UInt64(UInt32.max)
    while cursor.place + 4 <= end {
      let kind = try cursor.unsigned(2)
      let count = Int(try cursor.unsigned(2))
      var field = cursor
      _ = try cursor.take(count)
      guard kind == 1 else { continue }
      // Uncompressed, compressed, offset: those that the entry leaves open, in this order.
      if sizes[1] == limit { sizes[1] = try field.unsigned(8) }
      if sizes[0] == limit { sizes[0] = try field.unsigned(8) }
      if offset == limit { offset = try field.unsigned(8) }
    }
  }

  /// Where the bytes of the record whose header is at `offset` are.
  private func range(at offset: UInt64, count: UInt64) throws -> Range<Int> {
    var header = try cursor(at: offset)
    guard try header.unsigned(4) == Signature.record else {
      throw PickleError("its zip directory names a place where no record begins")
    }
    _ = try header.take(22)
    let nameLength = Int(try header.unsigned(2))
    let extraLength = Int(try header.unsigned(2))
    _ = try header.take(nameLength + extraLength)
    return try header.take(claimed: count)
  }

  private func checkDisjoint() throws(PickleError) {
    let ranges = records.values.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    for (range, next) in zip(ranges, ranges.dropFirst()) where next.lowerBound < range.upperBound {
      throw PickleError("two of its records overlap")
    }
  }
}
