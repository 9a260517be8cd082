import CArchive
import Files
import Foundation

/// Fetches the files of a data set into a folder, and unpacks them.
///
/// Each archive is unpacked into a neighbour of its place and moved when it is whole, so that a folder
/// of the right name is a whole one. What is there already is not fetched again.
package struct DatasetDownload {
  /// What is going on, for people.
  package enum Event: Hashable, Sendable {
    /// A file begins to be fetched.
    case fetching(RemoteFile)
    /// So many bytes of it have come.
    case fetched(RemoteFile, byteCount: Int)
    /// An archive begins to be unpacked.
    case unpacking(RemoteFile)
    /// What a file brings is there already.
    case isThere(RemoteFile)
  }

  /// The files.
  package let files: [RemoteFile]
  /// Where they go.
  package let folder: String
  var patience = 4
  var pause = 2.0

  /// The environment variable with another place of all files, for mirrors: `BASE/NAME`.
  package static let baseVariable = "CENTRALIZE_DOWNLOAD_BASE"

  /// The download of `files` into `folder`, from a mirror if the environment names one.
  package init(_ files: [RemoteFile], into folder: String, environment: [String: String] = [:]) {
    let base = environment[Self.baseVariable].flatMap { $0.isEmpty ? nil : $0 }
    self.files = base.map { base in files.map { $0.moved(to: base) } } ?? files
    self.folder = folder
  }

  /// Fetches and unpacks what is missing; makes the folder.
  ///
  /// - Parameter report: Is told what is going on.
  /// - Throws: `DownloadError`; running again goes on where this stopped.
  package func run(_ report: (Event) -> Void = { _ in }) throws(DownloadError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: folder, reason: error.localizedDescription)
    }
    for file in files { try fetch(file, report) }
  }

  private func fetch(
    _ file: RemoteFile, _ report: (Event) -> Void
  ) throws(DownloadError) {
    if !file.contents.isEmpty, file.contents.allSatisfy(isThere) {
      report(.isThere(file))
      return
    }
    report(.fetching(file))
    try withoutActuallyEscaping(report) { (report) throws(DownloadError) in
      let download = FileDownload(
        file: file, folder: folder, patience: patience, pause: pause,
        progress: { report(.fetched($0, byteCount: $1)) })
      try download.run()
      guard !file.contents.isEmpty else { return }
      report(.unpacking(file))
      try unpack(download.path, of: file)
      unlink(download.path)
    }
  }

  private func unpack(_ archive: String, of file: RemoteFile) throws(DownloadError) {
    // One that was interrupted is left behind by the process that was.
    let neighbour = "\(folder)/.\(file.name).unpacking"
    try? FileManager.default.removeItem(atPath: neighbour)
    defer { try? FileManager.default.removeItem(atPath: neighbour) }
    guard mkdir(neighbour, 0o755) == 0, let real = realpath(neighbour, nil) else {
      throw .unwritable(path: neighbour, reason: systemReason())
    }
    defer { free(real) }
    let place = String(cString: real)
    try Archive(path: archive).unpack(into: place)
    var status = stat()
    for name in file.contents where lstat("\(place)/\(name)", &status) != 0 {
      throw .incompleteArchive(file: archive, missing: name)
    }
    // A folder under its name is whole, also after a power cut.
    do throws(FileError) { try Synchronization.of(neighbour, by: { syncfs($0) }) } catch {
      throw .unwritable(path: neighbour, reason: error.description)
    }
    for name in file.contents where !isThere(name) {
      guard rename("\(place)/\(name)", "\(folder)/\(name)") == 0 else {
        throw .unwritable(path: "\(folder)/\(name)", reason: systemReason())
      }
    }
    try? Synchronization.of(folder)
  }

  private func isThere(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(name)")
  }
}
