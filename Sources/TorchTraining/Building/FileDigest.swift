import Digests
import Foundation
public import Torch
public import TorchData

/// The SHA-256 of the file in hexadecimal digits.
func fileDigest(_ path: String) throws -> String {
  guard let digits = try SHA256.digits(ofFile: path) else { throw noDigest(of: path) }
  return digits
}

/// The SHA-256 of each file in hexadecimal digits, by the file's name without its folder.
func fileDigests(_ paths: [String]) throws -> [String: String] {
  var digests: [String: String] = [:]
  for path in paths {
    digests[URL(fileURLWithPath: path).lastPathComponent] = try fileDigest(path)
  }
  return digests
}

/// The SHA-256 of the paths and sizes of all files of a listing, or `nil` for images of another kind.
///
/// A line for each file, sorted by its bytes: the path from `folder` on, a tab, the size in bytes. The
/// bytes of a million images would take hours to read; a file that is lost, added, renamed or cut short
/// shows like this too.
///
/// - Throws: `DataError.missingImage` for a file that is not there.
func listingDigest(_ images: any ImageDataset, in folder: String) throws -> String? {
  guard let images = images as? ImageFiles else { return nil }
  let start = (folder.hasSuffix("/") ? folder : folder + "/").utf8.count
  var lines: [[UInt8]] = []
  lines.reserveCapacity(images.count)
  for path in images.paths {
    var status = stat()
    guard stat(path, &status) == 0 else { throw DataError.missingImage(file: path, list: folder) }
    lines.append(Array(path.utf8.dropFirst(start)) + Array("\t\(status.st_size)\n".utf8))
  }
  lines.sort { $0.lexicographicallyPrecedes($1) }
  guard let digits = SHA256.digits(of: Data(lines.joined())) else { throw noDigest(of: folder) }
  return digits
}

/// The SHA-256 by which a run knows its data again, for what a program's own task gives as its digests.
public enum DataDigest {
  /// The SHA-256 of each file in hexadecimal digits, by the file's name without its folder.
  ///
  /// - Throws: a `FileError` for a file that cannot be read.
  public static func ofFiles(_ paths: [String]) throws -> [String: String] {
    try fileDigests(paths)
  }

  /// The SHA-256 of the paths within `folder` and of the sizes of image files, in hexadecimal digits.
  ///
  /// - Throws: `DataError.missingImage` for a file that is not there.
  public static func ofListing(_ images: ImageFiles, in folder: String) throws -> String {
    guard let digits = try listingDigest(images, in: folder) else { throw noDigest(of: folder) }
    return digits
  }

  /// The SHA-256 of the shapes, types and elements of some tensors, in hexadecimal digits.
  ///
  /// - Throws: `TrainingError` where the system's library refuses.
  public static func of(_ tensors: [Tensor]) throws -> String {
    let digits = SHA256.digits { update in
      for tensor in tensors {
        Array("\(tensor.dtype) \(tensor.shape)\n".utf8).withUnsafeBytes(update)
        tensor.to(.cpu).contiguous().withBytes { update(UnsafeRawBufferPointer($0)) }
      }
    }
    guard let digits else { throw noDigest(of: "the data") }
    return digits
  }
}

extension DatasetSplit {
  /// What stands for the files of this part among the digests.
  var listingName: String { "\(rawValue) images" }
}

private func noDigest(of path: String) -> TrainingError {
  .damaged(file: path, reason: "its SHA-256 could not be computed")
}
