import EngineProtocol
import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchTraining

struct WeightsEvaluationTests {
  @Test func isThatOfTheLibraryInDoublePrecision() throws {
    let folder = try TemporaryFolder()
    try folder.writeSmallImages()
    let run = try configuration(data: folder.path) { $0[.dtype] = "float64" }
    let network = run.makeNetwork()
    let generator = Generator(seed: 4)
    // Weights that float32 does not hold exactly.
    for parameter in network.parameters {
      parameter.load(.normal(parameter.shape, deviation: 0.3, dtype: .float64, using: generator))
    }
    try WeightsFile.write(network, to: folder.file("weights"))
    let data = try RunData(run)
    let expected = try Evaluation(of: network, on: data.test, data.evaluationPipeline)

    var options = OptionMap()
    options[.model] = "resnet8"
    options[.dataset] = "fashion-mnist"
    options[.data] = folder.path.optionValue
    options[.weights] = (folder.file("weights")).optionValue
    options[.dtype] = "float64"
    options[.threads] = 1
    let found = try WeightsEvaluation.run(EvaluateRequest(options, json: false, in: .current))
    #expect(abs(found.loss - expected.loss) < 1e-12 * expected.loss)
    #expect(found.metrics == expected.metrics)

    options[.dtype] = "float32"
    options[.precision] = "bf16"
    let short = try WeightsEvaluation.run(EvaluateRequest(options, json: false, in: .current))
    let away = abs(short.loss / expected.loss - 1)
    #expect(away > 1e-6 && away < 0.05, "\(away)")
  }
}
