import Torch
import TorchNN

/// A key of a state dict and the shape of its tensor, as the fixtures list them: `[key, shape]`.
struct StateEntry: Decodable, Equatable {
  let name: String
  let shape: [Int]

  init(name: String, shape: [Int]) { (self.name, self.shape) = (name, shape) }

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    name = try container.decode(String.self)
    shape = try container.decode([Int].self)
  }

  /// The entries of a network, in order.
  static func all(of network: any Module) -> [StateEntry] {
    network.stateDict.map { StateEntry(name: $0.name, shape: $0.tensor.shape) }
  }
}
