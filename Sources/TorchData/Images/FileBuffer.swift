import Files
import Foundation

/// The bytes of one file after the other, in memory that is used again.
final class FileBuffer {
  private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
  /// A larger file is read as a whole only if it begins like an image.
  private static let likelyCount = 1 << 22

  /// What stays between two files; that of a giant is given back.
  private static let keptCount = 1 << 25

  /// Larger files are not images that this library decodes.
  private static let limit = 1 << 30

  deinit { memory.deallocate() }

  /// The bytes of the file at `path`, valid until the next one is read.
  ///
  /// - Throws: `DataError.unreadable`, also for folders, pipes and devices, which could block.
  func read(_ path: String) throws(DataError) -> UnsafeRawBufferPointer {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .unreadable(file: path, reason: systemReason()) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else {
      throw .unreadable(file: path, reason: systemReason())
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(file: path, reason: "it is not a regular file")
    }
    guard status.st_size <= Self.limit else {
      throw .corruptImage(
        file: path, reason: "it has \(status.st_size) bytes, at most \(Self.limit) are read")
    }
    if status.st_size > Self.likelyCount {
      let start = try read(file, count: 64, path)
      if case .other = ImageFormat(start) { return start }
      lseek(file, 0, SEEK_SET)
      guard OwnedBytes(Int(status.st_size)) != nil else {
        throw .unreadable(file: path, reason: systemReason())
      }
    }
    makeRoom(Int(status.st_size))
    return try read(file, count: Int(status.st_size), path)
  }

  private func makeRoom(_ count: Int) {
    guard memory.count < count || memory.count > max(count, Self.keptCount) else { return }
    memory.deallocate()
    memory = .allocate(byteCount: count, alignment: 64)
  }

  private func read(
    _ file: Int32, count: Int, _ path: String
  ) throws(DataError) -> UnsafeRawBufferPointer {
    var filled = 0
    while filled < count {
      let found = Foundation.read(file, memory.baseAddress?.advanced(by: filled), count - filled)
      guard found >= 0 else {
        if errno == EINTR { continue }
        throw .unreadable(file: path, reason: systemReason())
      }
      if found == 0 { break }
      filled += found
    }
    return UnsafeRawBufferPointer(rebasing: memory[..<filled])
  }
}
