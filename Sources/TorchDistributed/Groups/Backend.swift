public import Settings
import Torch

/// What carries the collectives of a group.
public enum Backend: String, CaseIterable, Hashable, Sendable {
  /// Gloo, which is part of libtorch: the CPU's memory, over TCP. Tensors of CUDA devices pass through that memory.
  case gloo
  /// NCCL for tensors of CUDA devices, and Gloo for those of the CPU. Each process has a device of its own, and CUDA is
  /// loaded; see `Device.prepare()`.
  case nccl

  /// What suits processes that compute on `device`: NCCL where each one of a host can have a card of its own.
  ///
  /// Ask first thing, as for `Device.prepare()`.
  public static func suiting(
    _ device: DeviceName, _ environment: ProcessEnvironment
  ) -> Backend {
    let isShared =
      switch device {
      case .cpu: true
      case .cuda(let card): card != nil && environment.localSize > 1
      case .auto: false
      }
    return !isShared && Device.cudaCount >= environment.localSize ? .nccl : .gloo
  }
}
