public import Torch
public import TorchNN

/// A network whose features of several sizes another one goes on with, each size half of that before.
public protocol PyramidBody: Module {
  /// The channels of each size, the largest first.
  var pyramidChannels: [Int] { get }
  /// The features `[N, Cᵢ, Hᵢ, Wᵢ]` of images `[N, 3, H, W]` in each size, the largest first.
  func features(of x: Tensor) -> [Tensor]
  /// The parts from the input on; each key belongs to one of them.
  var stages: [NetworkStage] { get }
}
