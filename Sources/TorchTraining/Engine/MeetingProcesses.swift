import EngineProtocol
import Files
import Foundation
import Settings
import Torch
import TorchDistributed

/// Does `body` with the processes that the environment names, if it names any, and has them know if this one
/// fails.
///
/// - Parameters:
///   - timeout: how long one waits for the others, in seconds.
///   - device: where this process computes, which is made ready before it meets the others.
///   - name: what keeps this group apart from the one that these processes are of already, whose store they find each
///     other in; `nil` where they are of none.
///   - body: what is done together.
/// - Returns: what `body` does.
/// - Throws: what `body` does, an `EnvironmentError`, a `DeviceError`, and a `DistributedError` where the others are not found;
///   a `ToldElsewhere` in a process whose reason another one tells.
func withProcesses<Result>(
  timeout: Int, on device: DeviceName, meetingIn name: String? = nil,
  _ body: (ProcessGroup) throws -> Result
) throws -> Result {
  guard var environment = try ProcessEnvironment.read(ProcessInfo.processInfo.environment) else {
    return try body(ProcessGroup())
  }
  if name != nil { (environment.hasAgentStore, environment.listener) = (true, nil) }
  // Both come before the first tensor, and with the others there are tensors at once.
  try device.device.prepare()
  Runtime.keepFreedMemory()
  let group = try ProcessGroup(
    environment, name: name ?? "run", timeout: .seconds(timeout),
    backend: .suiting(device, environment))
  defer { group.leave() }
  do { return try body(group) } catch {
    if !(error is DistributedError) { group.fail(ErrorWords.of(error)) }
    throw group.rank > 0 && isKnownToFirst(error) ? ToldElsewhere(reason: error) : error
  }
}

extension ProcessGroup {
  /// The options that the first process has, which gives its own.
  func optionsOfFirst(_ own: RunConfiguration? = nil) throws -> RunConfiguration {
    if size == 1, let own { return own }
    let bytes = try own.map { try JSONEncoder().encode($0) } ?? Data()
    return try JSONDecoder().decode(
      RunConfiguration.self, from: try broadcast(bytes, from: 0, "the options of rank 0"))
  }
}

/// Why a process ends that is not the first: the first, which lives, tells it.
package struct ToldElsewhere: Error { package let reason: any Error }

private func isKnownToFirst(_ error: any Error) -> Bool {
  guard let error = error as? DistributedError else { return true }
  return !error.peers.contains { $0.rank == 0 }
}
