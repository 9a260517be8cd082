import COpenSSL
import Foundation
import TestSupport
import Testing

@testable import DatasetDownloads

/// A server and a folder.
struct DownloadBench {
  let server: LoopbackServer
  let folder: TemporaryFolder

  init(_ manners: LoopbackServer.Manners) throws {
    server = try LoopbackServer(manners)
    folder = try TemporaryFolder()
  }

  /// A server that has `bytes` under `name`.
  init(
    _ name: String, _ bytes: [UInt8], _ change: (inout LoopbackServer.Manners) -> Void = { _ in }
  ) throws {
    var manners = LoopbackServer.Manners()
    manners.files[name] = bytes
    change(&manners)
    try self.init(manners)
  }

  /// The download of one file that should have `bytes`.
  func download(
    _ name: String, of bytes: [UInt8], contents: [String] = [], patience: Int = 4
  ) -> DatasetDownload {
    var download = DatasetDownload(
      [
        RemoteFile(
          url: server.url(name), md5: digest(bytes), byteCount: bytes.count, contents: contents)
      ],
      into: folder.path)
    download.patience = patience
    download.pause = 0
    return download
  }

  func error(_ download: DatasetDownload) -> DownloadError? {
    do {
      try download.run()
      return nil
    } catch {
      return error
    }
  }
}

/// The MD5 of `bytes`, by OpenSSL.
func digest(_ bytes: [UInt8]) -> String {
  var digest = [UInt8](repeating: 0, count: 64)
  var count: UInt32 = 0
  EVP_Digest(bytes, bytes.count, &digest, &count, EVP_md5(), nil)
  return digest.prefix(Int(count)).map { byte in
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }.joined()
}

/// A hundred thousand bytes that do not repeat soon.
let someBytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 251) }
