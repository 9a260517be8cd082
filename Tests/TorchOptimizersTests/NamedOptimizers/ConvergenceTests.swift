import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Every named optimizer solves a small linear regression.
@Suite struct ConvergenceTests {
  static let runs = OracleRun.all.filter {
    $0.scope == .all && [.none, .gradientBefore, .updateBefore].contains($0.variant)
  }

  /// The largest and the last loss of a hundred steps, relative to the first.
  ///
  /// The targets' rows sum to zero as the starting weights' do, so that centralization can reach them.
  /// A division moves the sums nevertheless, which a centralized gradient cannot undo: that, and the
  /// decay, is what remains.
  private func losses(_ run: OracleRun, rateFactor: Double) -> (largest: Double, last: Double) {
    let generator = Generator(seed: 3)
    let x = Tensor.normal([32, 6], using: generator) * 2.5
    let (target, start) = (
      Tensor.normal([3, 6], using: generator).centralized(over: .linear) * 0.1,
      Tensor.normal([3, 6], using: generator).centralized(over: .linear) * 0.05
    )
    let weight = Parameter(start, .weight(.linear))
    let y = withoutGrad { x.linear(target, nil) }
    let optimizer = Optimizer([run.optimizer.group([Named("w", weight)], run.variant)])
    optimizer.learningRateFactor = rateFactor
    func loss() -> Tensor { x.linear(weight, nil).meanSquaredError(y) }
    let first = loss().item
    var all: [Double] = []
    for _ in 0..<100 {
      optimizer.zeroGrad()
      loss().backward()
      optimizer.step()
      all.append(loss().item / first)
    }
    return (all.contains { !$0.isFinite } ? .infinity : all.max() ?? 0, all.last ?? .infinity)
  }

  @Test(arguments: runs)
  func theLossFalls(_ run: OracleRun) {
    func solves(_ rateFactor: Double) -> Bool {
      let losses = losses(run, rateFactor: rateFactor)
      return losses.last < 0.3 && losses.largest < 1.5
    }
    let isSlow = run.optimizer.decay == .scaled
    #expect(solves(isSlow ? 3 : 1), "\(losses(run, rateFactor: isSlow ? 3 : 1))")
    guard run.variant == .gradientBefore else { return }
    #expect(!solves(-1), "with the wrong sign")
    // Adadelta's own rate is 1, and the average of SGD is stable there.
    let standsAlone = run.optimizer.rate == 1 || run.optimizer.testDescription.contains("averaged")
    #expect(standsAlone || !solves(1 / run.optimizer.rate), "without the learning rate")
  }
}
