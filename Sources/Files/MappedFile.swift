import Glibc

/// A file in memory: its pages are read when they are touched, and writes stay private.
package final class MappedFile {
  package let bytes: UnsafeMutableRawBufferPointer

  package init(_ path: String) throws(FileError) {
    // Without waiting: a pipe that nobody writes to would never open.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError.last("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError.last("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw .system(operation: "read", path: path, code: isFolder ? EISDIR : ENODEV)
    }
    let count = Int(status.st_size)
    guard count > 0 else {
      bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
      return
    }
    let address = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else { throw FileError.last("read", path) }
    bytes = UnsafeMutableRawBufferPointer(start: address, count: count)
  }

  deinit { if let address = bytes.baseAddress { munmap(address, bytes.count) } }
}
