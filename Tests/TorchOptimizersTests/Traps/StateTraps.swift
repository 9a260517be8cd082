import TestSupport
import Testing
import Torch
import TorchOptimizers

/// State and scale: traps 28 to 30.
@Suite struct StateTraps {
  /// Eight steps of Ranger with schedules and clipping; the state goes through a file after `save`.
  private func train(_ dtype: DType, savingAfter save: Int?) throws -> [String: Tensor] {
    func optimizer(_ parameters: SampleParameters) -> Optimizer {
      Optimizer(
        [
          .init(
            parameters.named, learningRate: 0.1,
            Ranger(lookahead: Lookahead(steps: 3), weightDecay: 0.1))
        ], preceding: [GlobalNormClipping(1)])
    }
    var parameters = SampleParameters(dtype: dtype)
    var trained = optimizer(parameters)
    let schedule = warmUp(for: 2, then: cosineSchedule(over: 6))
    for step in 0..<8 {
      if step == save {
        let folder = try TemporaryFolder()
        try SafetensorsFile.write(trained.state, to: folder.file("state"))
        let weights = parameters.values
        parameters = SampleParameters(seed: 9, dtype: dtype)
        for parameter in parameters.named {
          parameter.value.load(try #require(weights[parameter.name]))
        }
        trained = optimizer(parameters)
        try trained.restore(SafetensorsFile(folder.file("state")).tensors)
      }
      trained.learningRateFactor = schedule(step)
      trained.centralizationFactor = schedule(step)
      parameters.drawGradients(seed: UInt64(step + 1))
      trained.step()
    }
    return parameters.values
  }

  @Test(arguments: [DType.float32, .float64], [1, 3, 5, 6])
  func trap28allStateComesBack(_ dtype: DType, _ save: Int) throws {
    let whole = try train(dtype, savingAfter: nil)
    let resumed = try train(dtype, savingAfter: save)
    for (name, value) in whole {
      #expect(isBitIdentical(try #require(resumed[name]), value), "\(name)")
    }
  }

  @Test(arguments: [DType.float32, .float64])
  func trap29rowsSplitAcrossParametersAreExactAsTheyAre(_ dtype: DType) {
    let named = Adam(weightDecay: 0.1, centralization: .init())
    let whole = TrapParameter([8, 9], .weight(.linear), dtype: dtype)
    let shards = (0..<2).map { half in
      let shard = Parameter(
        whole.start.narrowed(0, from: 4 * half, count: 4), .weight(.linear))
      shard.grad = whole.gradient.narrowed(0, from: 4 * half, count: 4).clone()
      return Named("w\(half)", shard)
    }
    let optimizers = [whole.named, shards].map { Optimizer($0, learningRate: 0.1, named) }
    for optimizer in optimizers { for _ in 0..<3 { optimizer.step() } }
    let joined = withoutGrad { Tensor.concatenated(shards.map(\.value)) }
    #expect(maxDifference(joined, whole.value) < (dtype == .float64 ? 1e-15 : 1e-6))
  }

  @Test func trap29aFlattenedShardIsRefused() async {
    let step = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let shard = Parameter(Tensor.zeros([36]), .weight(.convolution(spatialDims: 2)))
      shard.grad = Tensor.ones([36])
      Optimizer([Named("w", shard)], learningRate: 1, SGD(centralization: .init())).step()
    }
    let message = text(step?.standardErrorContent)
    #expect(
      message.contains(
        "a fan-in over dims [1, 2, 3] does not fit a weight of shape [36]: a flattened shard has "
          + "no output units"), "\(message)")
  }

  @Test(arguments: OracleRun.all.filter { $0.scope == .all }, [DType.float32, .float64, .bfloat16])
  func trap30theGradientIsTheCallers(_ run: OracleRun, _ dtype: DType) {
    let parameters = SampleParameters(dtype: dtype)
    let optimizer = Optimizer(
      [run.optimizer.group(parameters.named, run.variant)], preceding: [GlobalNormClipping(0.1)])
    for step in 0..<2 {
      parameters.drawGradients(seed: UInt64(step + 1))
      let before = parameters.named.map { $0.value.grad.map { bytes(of: $0) } }
      let memory = parameters.named.map { $0.value.grad?.withBytes { $0.baseAddress } }
      optimizer.step()
      #expect(parameters.named.map { $0.value.grad.map { bytes(of: $0) } } == before)
      optimizer.step(clearingGradients: true)
      let sums = parameters.named.compactMap { $0.value.grad?.to(.float64).abs().sum().item }
      #expect(sums == Array(repeating: 0, count: parameters.named.count))
      #expect(parameters.named.map { $0.value.grad?.withBytes { $0.baseAddress } } == memory)
    }
  }
}
