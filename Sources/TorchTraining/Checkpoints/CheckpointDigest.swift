import Digests
import Files
import Foundation
import Torch

/// The SHA-256 of all that a checkpoint says, which it holds itself: what a disk, a torn write or a hand
/// has changed is no checkpoint any more.
///
/// It is that of the metadata and of each tensor's name, element type, shape and bytes, sorted by name. A
/// checkpoint from before it has none, and a file with other metadata is none of a run.
enum CheckpointDigest {
  static let key = "sha256"
  /// What the metadata of a checkpoint has beside it.
  private static let keys = [JSONFile.formatVersionKey, "run"]

  /// The digest of what is to be written, or was read; `nil` where the system's library refuses it.
  static func of(
    _ tensors: [(name: String, tensor: Tensor)], _ metadata: [String: String]
  ) -> String? {
    SHA256.digits { update in
      func add(_ text: String) {
        // Behind its length, so that no two lists of texts are one.
        var text = "\(text.utf8.count):\(text)"
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
      }
      for entry in metadata.sorted(by: { $0.key < $1.key }) where entry.key != key {
        add(entry.key)
        add(entry.value)
      }
      for (name, tensor) in tensors.sorted(by: { $0.name < $1.name }) {
        add("\(name) \(tensor.dtype.rawValue) \(tensor.shape)")
        let dense = withoutGrad { tensor.to(.cpu).contiguous() }
        dense.withBytes { update(UnsafeRawBufferPointer($0)) }
      }
    }
  }

  /// Throws `TrainingError.damaged` where a checkpoint is not what it was when it was written.
  static func check(
    _ tensors: [String: Tensor], _ metadata: [String: String], of path: String
  ) throws(TrainingError) {
    // Without a run it is a file of weights, and others put there what they like.
    guard metadata["run"] != nil else { return }
    let isOld = metadata[key] == nil && metadata.keys.sorted() == keys.sorted()
    if isOld || metadata[key] == of(tensors.map { (name: $0.key, tensor: $0.value) }, metadata) {
      return
    }
    throw .damaged(
      file: path,
      reason:
        "its SHA-256 is not the one that it was written with, so it has been damaged. Put a copy "
        + "of it back, or delete it and the run begins anew")
  }
}
