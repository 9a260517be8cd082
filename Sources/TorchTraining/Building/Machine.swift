import CentralizeOptions
import Foundation
public import Settings
public import Torch

extension NumberType {
  /// The element type of this name.
  public var dtype: DType { self == .float64 ? .float64 : .float32 }
}

extension Precision {
  /// The element type of what is shorter; `nil` for none.
  public var shortType: DType? {
    switch self {
    case .float32: nil
    case .bf16: .bfloat16
    case .fp16: .float16
    }
  }

  /// Does `body` with the passes that it makes on `device` in this precision.
  func computing<Result, Failure: Error>(
    on device: Device, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let shortType else { return try body() }
    return try autocasting(to: shortType, on: device, body)
  }
}

extension DeviceName {
  /// The device that this name means in this process.
  ///
  /// Of a group of processes each takes the card with its number among those of its host, unless a card is named. Ask
  /// for `auto` first thing, as `Device.prepare()` says.
  public var device: Device {
    switch self {
    case .cpu: .cpu
    case .cuda(let card): .cuda(card ?? ProcessEnvironment.ownLocalRank)
    case .auto: Device.cudaCount > 0 ? .cuda(ProcessEnvironment.ownLocalRank) : .cpu
    }
  }
}

extension ProcessEnvironment {
  /// The number of this process among those of its host; 0 where nothing says it.
  fileprivate static let ownLocalRank =
    (try? read(ProcessInfo.processInfo.environment)).flatMap(\.self)?.localRank ?? 0
}

extension Settings.Machine {
  /// Readies the device, and has so many threads compute, as this says.
  ///
  /// - Throws: `DeviceError` for a device that is not there.
  func prepare() throws(DeviceError) {
    try device.device.prepare()
    CUDAArithmetic(
      cudnnDeterministic: cuda.cudnnDeterministic, cudnnBenchmark: cuda.cudnnBenchmark,
      tf32: cuda.tf32
    ).use()
    Runtime.threads = threads
    Runtime.keepFreedMemory()
  }
}
