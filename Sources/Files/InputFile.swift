import Glibc

/// A regular file that is open for reading, in pieces of memory of their own.
///
/// Nothing is mapped: a file that is cut off by another process while it is read ends in an error, and what
/// becomes of it later does not reach the bytes that were read.
package final class InputFile {
  /// The number of bytes that it had when it was opened.
  package let byteCount: Int
  private let path: String
  private let descriptor: Int32

  package init(_ path: String) throws(FileError) {
    // Without waiting: a pipe that nobody writes to would never open.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError.last("read", path) }
    (self.path, self.descriptor) = (path, descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError.last("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw .system(operation: "read", path: path, code: isFolder ? EISDIR : ENODEV)
    }
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// The bytes in `range`, which lies in the file; at an address that suits numbers of any type.
  ///
  /// - Throws: `FileError.tooLarge` for more than this machine's memory, and `FileError.cutOff`.
  package func bytes(_ range: Range<Int>) throws(FileError) -> OwnedBytes {
    let memory = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    guard range.count <= memory else {
      throw .tooLarge(path: path, byteCount: range.count, limit: memory)
    }
    guard let owned = OwnedBytes(range.count) else { throw FileError.last("read", path) }
    var filled = 0
    while filled < range.count {
      let found = pread(
        descriptor, owned.bytes.baseAddress?.advanced(by: filled),
        min(range.count - filled, 1 << 30), range.lowerBound + filled)
      if found < 0 && errno == EINTR { continue }
      if found < 0 { throw FileError.last("read", path) }
      guard found > 0 else {
        throw .cutOff(path: path, expected: byteCount, found: range.lowerBound + filled)
      }
      filled += found
    }
    return owned
  }
}

/// Memory that is given back with its last owner.
package final class OwnedBytes {
  package let bytes: UnsafeMutableRawBufferPointer

  /// So many bytes, all zero; `nil` where the system has no more memory; `errno` says so.
  package init?(_ count: Int) {
    guard count > 0 else {
      bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
      return
    }
    let address = mmap(
      nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let address, address != MAP_FAILED else { return nil }
    bytes = UnsafeMutableRawBufferPointer(start: address, count: count)
  }

  deinit { if let address = bytes.baseAddress { munmap(address, bytes.count) } }
}
