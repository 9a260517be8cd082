import CZlib
import Foundation

/// A gzip file, decompressed while it is read; zlib checks the checksum at its end.
final class GzipFile: DataFile {
  let path: String
  let likelyCount: Int
  var isCompressed: Bool { true }
  private let handle: gzFile
  private var endsEarly = false

  init(path: String, sizeOnDisk: Int) throws(DataError) {
    guard let handle = gzopen(path, "rb") else {
      throw .unreadable(file: path, reason: systemReason())
    }
    gzbuffer(handle, 1 << 17)
    // zlib would hand out a file that is not gzip as it is.
    guard gzdirect(handle) == 0 else {
      gzclose_r(handle)
      throw .corruptGzip(file: path, reason: "it does not begin with the bytes 1f 8b")
    }
    // Images of digits shrink to a fifth; reading grows the memory where that is not enough.
    (self.path, self.handle, likelyCount) = (path, handle, 5 * sizeOnDisk)
  }

  deinit { gzclose_r(handle) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    let found = gzread(handle, buffer.baseAddress, UInt32(buffer.count))
    if found == buffer.count { return buffer.count }
    var code: Int32 = 0
    let message = gzerror(handle, &code).map { String(cString: $0) } ?? ""
    switch code {
    case Z_OK, Z_STREAM_END: break
    case Z_BUF_ERROR: endsEarly = true
    case Z_ERRNO: throw .unreadable(file: path, reason: systemReason())
    default: throw .corruptGzip(file: path, reason: reason(in: message))
    }
    return max(0, Int(found))
  }

  func checkEnd() throws(DataError) {
    if endsEarly { throw .corruptGzip(file: path, reason: "it ends before its checksum") }
  }

  /// zlib puts the path before its message.
  private func reason(in message: String) -> String {
    message.hasPrefix(path + ": ") ? String(message.dropFirst(path.utf8.count + 2)) : message
  }
}
