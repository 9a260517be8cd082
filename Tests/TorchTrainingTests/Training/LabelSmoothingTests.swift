import CentralizeOptions
import RunRecords
import TestSupport
import Testing
import Torch

@testable import TorchTraining

struct LabelSmoothingTests {
  /// `(1 − ε)·CE + ε·mean over all classes of CE`, of each label where two are mixed.
  @Test func spreadsAShareOverAllClasses() throws {
    let folder = try TemporaryFolder()
    try folder.writeSmallImages()
    func loss(_ change: (inout OptionMap) -> Void) throws -> (loss: Double, evaluated: Double) {
      let configuration = try configuration(data: folder.path) {
        $0[.workers] = 0
        $0[.normalization] = "group"
        $0[.dtype] = "float64"
        change(&$0)
      }
      let task = try ClassificationTask(configuration)
      let network = configuration.makeNetwork()
      let batch = try #require(try task.batches(epoch: 0, numbers: [0])())
      let evaluation = try #require(try task.evaluate(network, on: .test, in: EvaluationPass()))
      return (withoutGrad { batch.loss(of: network).item }, evaluation.loss)
    }
    for mixup in [nil, 0.4] as [Double?] {
      let losses = try [0, 0.25, 0.5].map { smoothing in
        try loss {
          $0[.labelSmoothing] = .number(smoothing)
          $0[.mixup] = mixup.map { .number($0) }
        }
      }
      // Linear in the share, and not constant.
      #expect(abs(losses[0].loss + losses[2].loss - 2 * losses[1].loss) < 1e-12)
      #expect(abs(losses[0].loss - losses[2].loss) > 1e-4)
      #expect(Set(losses.map(\.evaluated)).count == 1, "evaluations are of the labels as they are")
    }
    let logits = Tensor([2.0, 0.5, -1] as [Double], shape: [1, 3])
    let labels = Tensor([Int64(1)], shape: [1])
    let each = (0..<3).map { logits.crossEntropy(Tensor([Int64($0)], shape: [1])).item }
    let mean = each.reduce(0, +) / 3
    #expect(
      abs(logits.crossEntropy(labels, labelSmoothing: 0.25).item - (0.75 * each[1] + 0.25 * mean))
        < 1e-12)
  }
}
