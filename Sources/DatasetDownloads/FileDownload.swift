import Files
import Foundation

/// Fetches one file: goes on where an earlier attempt stopped, and checks what came.
///
/// What has come lies in `NAME.partial`, and gets the name `NAME` when its checksum is right.
struct FileDownload {
  let file: RemoteFile
  let folder: String
  /// How many attempts in a row may bring nothing that none before had.
  var patience = 4
  /// How many attempts there are in all.
  private static let mostAttempts = 100
  /// The seconds before the next attempt, times the number of those in a row that brought nothing.
  var pause = 2.0
  /// Is told how many bytes have come.
  var progress: (RemoteFile, Int) -> Void = { _, _ in }

  /// The path of the whole file.
  var path: String { "\(folder)/\(file.name)" }
  private var partial: String { path + ".partial" }
  private var tagFile: String { partial + ".etag" }

  /// Fetches the file, unless it is there already.
  ///
  /// - Throws: `DownloadError`; what came stays for the next attempt unless it is wrong.
  func run() throws(DownloadError) {
    if fileSize(path) != nil {
      let found = try md5(ofFile: path)
      guard found == file.md5 else {
        throw .anotherFile(path: path, expected: file.md5, found: found)
      }
      return
    }
    let isResumed = (fileSize(partial) ?? 0) > 0
    try fetch()
    var wrong = try accept()
    // The beginning may be of an older version, or from a disk that failed.
    if isResumed, wrong != nil {
      try fetch()
      wrong = try accept()
    }
    if let wrong { throw .wrongChecksum(url: file.url, expected: file.md5, found: wrong) }
  }

  /// Gives the file its name if its checksum is right, else removes it and returns the wrong one.
  private func accept() throws(DownloadError) -> String? {
    let found = try md5(ofFile: partial)
    guard found == file.md5 else {
      discard()
      return found
    }
    do { try Synchronization.of(partial) } catch {
      throw .unwritable(path: partial, reason: error.description)
    }
    guard rename(partial, path) == 0 else {
      throw .unwritable(path: path, reason: systemReason())
    }
    unlink(tagFile)
    return nil
  }

  private func fetch() throws(DownloadError) {
    if fileSize(partial) ?? 0 > file.byteCount { discard() }
    var (idle, attempts, most) = (0, 0, fileSize(partial) ?? 0)
    while true {
      let offset = fileSize(partial) ?? 0
      let end = try Curl.fetch(
        file.url, into: partial, from: offset, limit: file.byteCount, tag: tag, tagFile: tagFile
      ) { progress(file, $0) }
      let size = fileSize(partial) ?? 0
      guard size <= file.byteCount else {
        discard()
        throw .tooLong(url: file.url, expected: file.byteCount)
      }
      if end.code == 0 { return }
      switch Curl.Fault(rawValue: end.code) {
      case .noRange: discard()
      case .refusal where end.status == 416 && offset > 0:
        // All of it was there already, or more.
        if try md5(ofFile: partial) == file.md5 { return }
        discard()
      case .refusal where end.status < 500 && end.status != 429:
        throw .refused(url: file.url, status: end.status)
      case .unwritable: throw .unwritable(path: partial, reason: end.message)
      case .refusal: break
      case nil:
        guard Curl.passing.contains(end.code) else {
          throw .interrupted(
            url: file.url, reason: end.message, partial: partial, byteCount: size)
        }
      }
      // A server may send the same beginning again and again.
      (idle, attempts) = (size > most ? 0 : idle + 1, attempts + 1)
      most = max(most, size)
      guard idle < patience, attempts < Self.mostAttempts else {
        throw .interrupted(url: file.url, reason: end.message, partial: partial, byteCount: size)
      }
      usleep(UInt32(pause * Double(max(idle, 1)) * 1e6))
    }
  }

  /// The server's name for the version that the partial file is of; `nil` for a weak one.
  private var tag: String? {
    guard let text = try? String(contentsOfFile: tagFile, encoding: .utf8) else { return nil }
    let tag = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.count > 2 ? tag : nil
  }

  private func discard() {
    unlink(partial)
    unlink(tagFile)
  }
}
