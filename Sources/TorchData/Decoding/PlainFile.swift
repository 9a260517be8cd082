import Foundation

/// A file that is read as it is.
final class PlainFile: DataFile {
  let path: String
  let sizeOnDisk: Int
  var likelyCount: Int { sizeOnDisk }
  var isCompressed: Bool { false }
  private let handle: UnsafeMutablePointer<FILE>

  init(path: String, sizeOnDisk: Int) throws(DataError) {
    guard let handle = fopen(path, "rb") else {
      throw .unreadable(file: path, reason: systemReason())
    }
    (self.path, self.sizeOnDisk, self.handle) = (path, sizeOnDisk, handle)
  }

  deinit { fclose(handle) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    let found = fread(buffer.baseAddress, 1, buffer.count, handle)
    guard ferror(handle) == 0 else { throw .unreadable(file: path, reason: systemReason()) }
    return found
  }

  func checkEnd() {}
}
