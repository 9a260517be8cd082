import CArchive
import Foundation

/// A tar archive, plain or compressed by gzip.
///
/// Its entries are bytes from the web: one that is neither file nor folder, or that would end up outside
/// of the folder it is unpacked into, by its own name or through a link, stops everything.
struct Archive {
  /// The path of the archive.
  let path: String

  /// Unpacks into `folder`, which must be there, empty, and free of links on the way to it.
  ///
  /// - Throws: `DownloadError`; what was unpacked until then is left.
  func unpack(into folder: String) throws(DownloadError) {
    let reader = archive_read_new()
    defer { archive_read_free(reader) }
    archive_read_support_format_tar(reader)
    archive_read_support_filter_gzip(reader)
    guard archive_read_open_filename(reader, path, 1 << 18) == ARCHIVE_OK else {
      throw damaged(reader)
    }
    let writer = archive_write_disk_new()
    defer { archive_write_free(writer) }
    archive_write_disk_set_options(
      writer, ARCHIVE_EXTRACT_SECURE_SYMLINKS | ARCHIVE_EXTRACT_SECURE_NODOTDOT)
    var entry: OpaquePointer?
    while true {
      let result = archive_read_next_header(reader, &entry)
      if result == ARCHIVE_EOF { break }
      // A warning is about a name in another script, which the check refuses.
      guard result >= ARCHIVE_WARN, let entry else { throw damaged(reader) }
      try place(entry, below: folder)
      guard archive_write_header(writer, entry) >= ARCHIVE_WARN else {
        throw .unwritable(path: folder, reason: Self.message(of: writer))
      }
      try copy(from: reader, to: writer, folder)
      guard archive_write_finish_entry(writer) >= ARCHIVE_WARN else {
        throw .unwritable(path: folder, reason: Self.message(of: writer))
      }
    }
    guard archive_write_close(writer) >= ARCHIVE_WARN else {
      throw .unwritable(path: folder, reason: Self.message(of: writer))
    }
  }

  /// Checks an entry and puts it below `folder`.
  private func place(_ entry: OpaquePointer, below folder: String) throws(DownloadError) {
    guard let bytes = archive_entry_pathname(entry), let name = String(validatingCString: bytes)
    else { throw .unsafeArchive(file: path, entry: "?", reason: "has no name in UTF-8") }
    func unsafe(_ reason: String) -> DownloadError {
      .unsafeArchive(file: path, entry: name, reason: reason)
    }
    guard let steps = Self.steps(of: name, from: []) else {
      throw unsafe("lies outside of the folder")
    }
    if let target = archive_entry_hardlink(entry).map({ String(cString: $0) }) {
      guard let place = Self.steps(of: target, from: []) else {
        throw unsafe("is a link to \(target), outside of the folder")
      }
      archive_entry_set_hardlink(entry, ([folder] + place).joined(separator: "/"))
    } else if let target = archive_entry_symlink(entry).map({ String(cString: $0) }) {
      guard Self.steps(of: target, from: steps.dropLast()) != nil else {
        throw unsafe("is a link to \(target), outside of the folder")
      }
    } else {
      let kind = archive_entry_filetype(entry)
      guard kind == S_IFREG || kind == S_IFDIR else {
        throw unsafe("is neither a file nor a folder")
      }
    }
    archive_entry_set_pathname(entry, ([folder] + steps).joined(separator: "/"))
    // Nothing of another user's, and nothing that its owner could not remove.
    archive_entry_set_perm(entry, archive_entry_filetype(entry) == S_IFDIR ? 0o755 : 0o644)
  }

  /// The folders and the name that a path leads through from `start`; `nil` where it leaves the top.
  private static func steps(of path: String, from start: [String]) -> [String]? {
    guard path.utf8.first != UInt8(ascii: "/") else { return nil }
    var steps = start
    // Byte by byte, as the system does: a character of Swift may be a slash with an accent.
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      switch String(decoding: part, as: UTF8.self) {
      case ".": continue
      case "..": if steps.popLast() == nil { return nil }
      case let step: steps.append(step)
      }
    }
    return steps
  }

  private func copy(
    from reader: OpaquePointer?, to writer: OpaquePointer?, _ folder: String
  ) throws(DownloadError) {
    var block: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    while true {
      let result = archive_read_data_block(reader, &block, &count, &offset)
      if result == ARCHIVE_EOF { return }
      guard result >= ARCHIVE_WARN else { throw damaged(reader) }
      guard archive_write_data_block(writer, block, count, offset) >= Int(ARCHIVE_WARN) else {
        throw .unwritable(path: folder, reason: Self.message(of: writer))
      }
    }
  }

  private func damaged(_ reader: OpaquePointer?) -> DownloadError {
    .damagedArchive(file: path, reason: Self.message(of: reader))
  }

  private static func message(of archive: OpaquePointer?) -> String {
    archive_error_string(archive).map { String(cString: $0) } ?? "unknown"
  }
}
