import Foundation
import Testing

@testable import CentralizeOptions

@Suite struct DeviceNameTests {
  @Test(arguments: ["cpu", "cuda", "cuda:0", "cuda:63", "auto"])
  func namesAreRead(_ text: String) throws {
    let name = try #require(DeviceName(text))
    #expect(name.description == text)
    #expect(try run { $0[.device] = .text(text) }[.device] == .text(text))
  }

  @Test(arguments: ["", "gpu", "CUDA", "cuda:", "cuda:-1", "cuda:64", "cuda:1 ", "cuda:٣", "meta"])
  func othersAreRefused(_ text: String) {
    #expect(DeviceName(text) == nil)
    expectError("--device must be cpu, cuda, cuda:N", "but is '\(text)'") {
      _ = try run { $0[.device] = .text(text) }
    }
  }

  @Test(arguments: [OptionName.cudnnDeterministic, .cudnnBenchmark, .tf32])
  func whatIsForCUDANeedsIt(_ option: OptionName) throws {
    expectError(option.flag, "--device is cpu") { _ = try run { $0[option] = true } }
    for device in ["cuda", "cuda:1", "auto"] {
      let run = try run { ($0[.device], $0[option]) = (.text(device), true) }
      #expect(run[option] == true)
      let record = try JSONEncoder().encode(run)
      #expect(try JSONDecoder().decode(RunConfiguration.self, from: record) == run)
    }
    // At its default it stands in no record.
    #expect(try run { $0[option] = false }[option] == nil)
  }
}
