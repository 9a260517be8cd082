import Foundation
import TestSupport
import Testing
import Torch

@testable import TorchTraining

struct LossScaleTests {
  /// Step for step what PyTorch's GradScaler makes of the same overflows.
  @Test func movesAsPyTorchsDoes() throws {
    let tensors = try Fixture.tensors("precision.safetensors").under("scale/")
    func list<Element: TensorElement>(_ name: String) throws -> [Element] {
      try #require(tensors[name]).array()
    }
    let overflows = Set(try list("overflows") as [Int])
    let changes = zip(try list("steps") as [Int], try list("values") as [Double])
    var scale = LossScale()
    #expect(scale.factor == 65536)
    var found: [Int: Double] = [:]
    for step in 0..<6100 {
      let before = scale.factor
      scale.stepEnds(overflowed: overflows.contains(step))
      if scale.factor != before { found[step] = scale.factor }
      #expect(scale.isPossible)
    }
    #expect(found == Dictionary(uniqueKeysWithValues: Array(changes)))
    #expect(found.count == 8 && scale.overflowedSteps == 6)
  }

  @Test func growsNoFurtherThanFloat32() {
    var scale = LossScale(factor: 0x1p127)
    for _ in 0..<LossScale.interval { scale.stepEnds(overflowed: false) }
    #expect(scale.factor == 0x1p127 && scale.steadySteps == 0)
  }

  @Test(arguments: [
    #"{"factor": 3, "steadySteps": 0, "overflowedSteps": 0}"#,
    #"{"factor": 0, "steadySteps": 0, "overflowedSteps": 0}"#,
    #"{"factor": 1024, "steadySteps": 2000, "overflowedSteps": 0}"#,
    #"{"factor": 1024, "steadySteps": -1, "overflowedSteps": 0}"#,
    #"{"factor": 1024, "steadySteps": 5, "overflowedSteps": -1}"#,
  ])
  func noTrainingComesTo(_ text: String) throws {
    #expect(try !JSONDecoder().decode(LossScale.self, from: Data(text.utf8)).isPossible)
  }
}
