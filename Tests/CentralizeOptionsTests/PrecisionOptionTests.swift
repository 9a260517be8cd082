import CentralizeOptions
import EngineProtocol
import TestSupport
import Testing

struct PrecisionOptionTests {
  @Test func isLeftOutAtItsDefault() throws {
    #expect(try run()[.precision] == nil)
    #expect(try run { $0[.precision] = "float32" } == run())
    #expect(try run { $0[.precision] = "fp16" }[.precision] == "fp16")
    #expect(try run { $0[.precision] = "fp16" }.machine.precision == .fp16)
  }

  @Test func isOneOfThree() throws {
    let error = #expect(throws: OptionsError.self) { try run { $0[.precision] = "half" } }
    #expect(
      error?.description == "--precision must be one of float32, bf16, fp16, but is 'half'.")
  }

  @Test(arguments: ["bf16", "fp16"])
  func doesNotGoWithDoublePrecision(_ precision: String) throws {
    let sentence =
      "--precision cannot be given here: with --dtype float64 everything is computed in 64 bits."
    let error = #expect(throws: OptionsError.self) {
      try run {
        $0[.dtype] = "float64"
        $0[.precision] = .text(precision)
      }
    }
    #expect(error?.description == sentence && error?.exitCode == 64)
    let ofRequest = #expect(throws: OptionsError.self) {
      var options: OptionMap = [.model: "resnet8", .weights: "w", .dtype: "float64"]
      options[.precision] = .text(precision)
      _ = try PredictRequest(
        options, channels: nil, input: "i", output: "o",
        in: machine(files: ["/home/me/w", "i", "/home/me/i"], folders: ["/home/me"]))
    }
    #expect(ofRequest?.description == sentence)
  }

  @Test func anotherPrecisionIsAnotherTrainingOfAnotherLength() throws {
    let (plain, short) = (try run(), try run { $0[.precision] = "bf16" })
    #expect(plain.training != short.training && !plain.isAsMuchWork(as: short))
    #expect(!plain.isSameRun(as: short))
  }
}
