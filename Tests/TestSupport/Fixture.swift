import Foundation
public import Torch

/// The reference values of PyTorch that lie in `Tests/Fixtures`.
public enum Fixture {
  /// The folder of the checkout that the tests were built from.
  public static let repository = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.path

  /// The path of the fixture called `name`.
  public static func path(_ name: String) -> String { "\(repository)/Tests/Fixtures/\(name)" }

  /// The tensors of the fixture called `name`.
  public static func tensors(_ name: String) throws -> [String: Tensor] {
    try SafetensorsFile(path(name)).tensors
  }

  /// The bytes of the MATLAB file called `name` among the fixtures.
  public static func matlab(_ name: String) throws -> [UInt8] {
    let all: [String: String] = try json("matlab.json")
    return Array(Data(base64Encoded: all[name] ?? "") ?? Data())
  }

  /// The contents of the JSON fixture called `name`.
  public static func json<Value: Decodable>(
    _ name: String, as type: Value.Type = Value.self
  ) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path(name))))
  }
}

extension [String: Tensor] {
  /// The tensors whose names begin with `prefix`, which is cut off.
  public func under(_ prefix: String) -> [String: Tensor] {
    var found: [String: Tensor] = [:]
    for (name, tensor) in self where name.hasPrefix(prefix) {
      found[String(name.dropFirst(prefix.count))] = tensor
    }
    return found
  }
}
