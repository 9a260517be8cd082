import Foundation
import TestSupport
import Testing
import Torch

private let hasCUDA = ["/dev/nvidiactl", "/dev/dxg"].contains(where: FileManager.default.fileExists)

@Suite struct DeviceTests {
  @Test func theCPUIsAlwaysReady() throws {
    try Device.cpu.prepare()
  }

  @Test(.disabled(if: hasCUDA))
  func askingForCUDAWithoutOneIsAClearError() {
    let error = #expect(throws: DeviceError.self) { try Device.cuda(0).prepare() }
    #expect(
      error == .unavailable(device: .cuda(0), reason: "this machine has no CUDA device"))
    #expect(
      error?.description == """
        the device cuda:0 is not available: this machine has no CUDA device; use the device cpu
        """)
  }

  @Test(.disabled(if: hasCUDA))
  func aTensorOnCUDAWithoutOneTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([1], device: .cuda(0))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("CUDA"))
    #expect(!message.contains("Exception raised from"))
  }

  @Test func saysWhichLibtorch() {
    #expect(Runtime.version.wholeMatch(of: /2\.1[1-5]\.\d+/) != nil, "\(Runtime.version)")
    #expect(!Runtime.cpuCapability.isEmpty)
  }

  @Test func takesANumberOfThreads() async {
    // In a process of its own: the number is the process's.
    await #expect(processExitsWith: .success) {
      #expect(Runtime.threads >= 1)
      Runtime.threads = 1
      #expect(Runtime.threads == 1)
      let x = Tensor.ones([1 << 20])
      #expect((x + x).sum().item == Double(2 << 20))
    }
  }
}
