import Files
import Foundation

/// A file that is read once, from its beginning to its end.
protocol DataFile: AnyObject {
  /// The path, as the caller gave it.
  var path: String { get }

  /// About as many bytes as will come, from the size on disk and not from a header.
  var likelyCount: Int { get }

  /// True when the bytes are decompressed on the way.
  var isCompressed: Bool { get }

  /// Fills `buffer`, or less of it at the end of the file, and returns how much.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int

  /// Throws if the end that was reached is not where the file should end.
  func checkEnd() throws(DataError)
}

extension DataFile {
  /// The next `limit` bytes, or what is left of the file.
  ///
  /// Grows with what is really there, so that a wrong header cannot make it allocate.
  func bytes(atMost limit: Int) throws(DataError) -> [UInt8] {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { piece.deallocate() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(limit, likelyCount))
    while bytes.count < limit {
      let wanted = min(piece.count, limit - bytes.count)
      let found = try read(into: UnsafeMutableRawBufferPointer(rebasing: piece[..<wanted]))
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[..<found]))
      if found < wanted { break }
    }
    return bytes
  }
}

/// The most bytes of a file whose images are kept in memory: fifty times the largest that is published.
let mostDataBytes = 1 << 33

/// Checks that so many bytes of a file may be read, and that there is memory for them.
///
/// - Throws: `DataError.tooMuchData`.
func checkRoom(for count: Int, of path: String) throws(DataError) {
  guard count <= mostDataBytes, OwnedBytes(count) != nil else {
    throw .tooMuchData(file: path, found: count, limit: mostDataBytes)
  }
}

/// Opens a file: through zlib if its name ends in `.gz`.
func openDataFile(_ path: String) throws(DataError) -> any DataFile {
  let size = try regularFileSize(path)
  return path.hasSuffix(".gz")
    ? try GzipFile(path: path, sizeOnDisk: size) : try PlainFile(path: path, sizeOnDisk: size)
}

/// The size of a file in bytes; folders, pipes and devices, which could block or never end, throw.
func regularFileSize(_ path: String) throws(DataError) -> Int {
  var status = stat()
  guard stat(path, &status) == 0 else { throw .unreadable(file: path, reason: systemReason()) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw .unreadable(file: path, reason: "it is not a regular file")
  }
  return Int(status.st_size)
}

/// What the last call to the system complained about.
func systemReason() -> String {
  String(cString: strerror(errno))
}
