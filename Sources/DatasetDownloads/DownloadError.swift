import Files

/// Why a data set could not be fetched.
package enum DownloadError: Error, Equatable, Sendable {
  /// The program `curl` is not there.
  case curlMissing
  /// The server answered with an error.
  case refused(url: String, status: Int)
  /// The connection failed too often; what came is kept in `partial`.
  case interrupted(url: String, reason: String, partial: String, byteCount: Int)
  /// A file or folder could not be written.
  case unwritable(path: String, reason: String)
  /// A file could not be read.
  case unreadable(path: String, reason: String)
  /// More came than the file has; it was removed.
  case tooLong(url: String, expected: Int)
  /// What came is not the file that was asked for; it was removed.
  case wrongChecksum(url: String, expected: String, found: String)
  /// A file of that name is there, and is another.
  case anotherFile(path: String, expected: String, found: String)
  /// An archive is damaged.
  case damagedArchive(file: String, reason: String)
  /// An archive would write outside of its folder, or something else than files and folders.
  case unsafeArchive(file: String, entry: String, reason: String)
  /// An archive does not hold what it should.
  case incompleteArchive(file: String, missing: String)
}

extension DownloadError: CustomStringConvertible {
  /// One sentence that says what was expected, what was found and what to do.
  package var description: String {
    switch self {
    case .curlMissing:
      "the program curl, which fetches files, is not there: install curl"
    case .refused(let url, let status):
      "\(url.shown): expected the file, found the answer \(status) of the server; it may have moved, see "
        + "'centralize datasets'"
    case .interrupted(let url, let reason, let partial, let byteCount):
      "\(url.shown): the connection failed (\(reason.shown)); \(byteCount) bytes are kept in \(partial.shown), the same "
        + "command goes on from there"
    case .unwritable(let path, let reason): "\(path.shown): cannot be written: \(reason.shown)"
    case .unreadable(let path, let reason): "\(path.shown): cannot be read: \(reason.shown)"
    case .tooLong(let url, let expected):
      "\(url.shown): expected \(expected) bytes, found more; this is another file, what came was removed"
    case .wrongChecksum(let url, let expected, let found):
      "\(url.shown): expected the MD5 \(expected), found \(found); what came was removed, try again later"
    case .anotherFile(let path, let expected, let found):
      "\(path.shown): expected the MD5 \(expected), found \(found); this is another file, move it away"
    case .damagedArchive(let file, let reason):
      "\(file.shown): expected an intact archive, found damage (\(reason.shown)); remove it and try again"
    case .unsafeArchive(let file, let entry, let reason):
      "\(file.shown): expected files and folders below its own, found '\(entry.shown)', which \(reason.shown); nothing "
        + "was unpacked"
    case .incompleteArchive(let file, let missing):
      "\(file.shown): expected \(missing.shown) in this archive, found none; nothing was unpacked"
    }
  }
}
