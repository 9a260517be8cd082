/// What the first bytes say that a file of `torch.save` is.
enum PyTorchFormat {
  /// A zip archive, since PyTorch 1.6.
  case zip
  /// Pickles one after another, since PyTorch 0.2.
  case legacy
  /// The format before those.
  case tar

  /// The format of a file; `nil` for one that is none of these.
  init?(_ bytes: UnsafeRawBufferPointer) {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .zip
    } else if bytes.count > 2, bytes[0] == 0x80, (2...5).contains(bytes[1]) {
      self = .legacy
    } else if bytes.dropFirst(257).starts(with: "ustar".utf8) {
      self = .tar
    } else {
      return nil
    }
  }
}
