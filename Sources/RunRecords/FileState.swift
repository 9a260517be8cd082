import Files
package import Foundation

/// What tells that a file has changed, without reading it.
package struct FileState: Hashable, Sendable {
  private let inode: UInt64
  package let byteCount: Int
  /// When it was written last.
  package let date: Date
  private let nanoseconds: Int

  /// The state of the file at `path`; `nil` where there is none.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (inode, byteCount) = (UInt64(status.st_ino), Int(status.st_size))
    nanoseconds = status.st_mtim.tv_nsec
    // In whole and parts, as a Date alone cannot hold nanoseconds since 1970.
    date = Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec) + Double(nanoseconds) / 1e9)
  }
}

/// What a file says, read again only when it has changed.
package struct CachedFile<Value> {
  package let path: String
  /// The state in which it was read; `nil` where there was none.
  package private(set) var state: FileState?
  /// What it said last; `nil` where it was never there, or could not be understood.
  package private(set) var value: Value?
  /// Why it could not be understood.
  package private(set) var problem: String?

  /// The file at `path`, which need not be there.
  package init(_ path: String) { self.path = path }

  /// Whether the file can be opened, as far as the number of those that are open goes.
  private var hasDescriptor: Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor < 0 else { return close(descriptor) == 0 }
    return errno != EMFILE && errno != ENFILE
  }

  /// Reads the file if it has changed.
  ///
  /// What it said stays where it cannot be understood.
  package mutating func look(_ read: () throws -> Value?) {
    let now = FileState(path)
    guard now != state else { return }
    guard now == nil || hasDescriptor else { return }
    // Of before reading: what is written meanwhile is seen the next time.
    state = now
    problem = nil
    do {
      value = now == nil ? nil : try read()
    } catch {
      problem = ErrorWords.of(error)
    }
  }
}
