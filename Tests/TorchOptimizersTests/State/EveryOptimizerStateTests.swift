import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Every named optimizer is saved and goes on bit for bit, and takes no other one's state.
@Suite struct EveryOptimizerStateTests {
  static let runs = OracleRun.all.filter {
    $0.scope == .all && [.gradientBefore, .updateBefore].contains($0.variant)
  }

  @Test(arguments: runs, [DType.float32, .float64, .bfloat16])
  func goesOnBitForBit(_ run: OracleRun, _ dtype: DType) throws {
    let folder = try TemporaryFolder()
    let zoo = ZooParameter.choice(run.number, 2)
    var random = SeededRandom(3)
    var whole = run.pairs(zoo, dtype: dtype, &random)
    let first = Optimizer([run.optimizer.group(whole.map(\.named), run.variant)])
    // With every fourth or fifth step to the slow weights, both before and after it is saved.
    for _ in 0..<7 { run.step(first, &whole, &random) }
    try SafetensorsFile.write(first.state, to: folder.file("state"))

    var resumed = run.pairs(zoo, dtype: dtype, &random)
    let second = Optimizer([run.optimizer.group(resumed.map(\.named), run.variant)])
    // It has made steps of its own, of which nothing must remain.
    for _ in 0..<2 { run.step(second, &resumed, &random) }
    for (new, old) in zip(resumed, whole) { new.named.value.load(old.named.value) }
    try second.restore(SafetensorsFile(folder.file("state")).tensors)
    var (one, other) = (SeededRandom(10), SeededRandom(10))
    for _ in 0..<4 {
      run.step(first, &whole, &one)
      run.step(second, &resumed, &other)
    }
    for (a, b) in zip(whole, resumed) {
      #expect(isBitIdentical(a.named.value.detached(), b.named.value.detached()), "\(a.named.name)")
    }
    #expect(first.state.map(\.name) == second.state.map(\.name))
    for (a, b) in zip(first.state, second.state) {
      #expect(isBitIdentical(a.tensor, b.tensor), "\(a.name)")
    }
  }

  @Test(arguments: OracleOptimizer.all)
  func refusesWhatNoneOfItsLinksHas(_ optimizer: OracleOptimizer) throws {
    func trained(_ optimizer: OracleOptimizer) -> Optimizer {
      let weight = Parameter(Tensor([1.0, 2, 3, 4] as [Double], shape: [2, 2]), .weight(.linear))
      let trained = Optimizer([optimizer.group([Named("w", weight)], .none)])
      for _ in 0..<2 {
        weight.grad = Tensor([0.5, 0.25, -1, 3] as [Double], shape: [2, 2])
        trained.step()
      }
      return trained
    }
    func owners(_ state: [(name: String, tensor: Tensor)]) -> Set<Substring> {
      Set(state.compactMap { $0.name.split(separator: "/")[0].split(separator: ".").first })
    }
    let own = trained(optimizer)
    let before = own.state.map { ($0.name, bytes(of: $0.tensor)) }
    let foreign = OracleOptimizer.all.map { trained($0).state }
      .filter { !owners($0).isSubset(of: owners(own.state)) }
    #expect(foreign.count >= 5)
    for state in foreign {
      let entries = Dictionary(uniqueKeysWithValues: state.map { ($0.name, $0.tensor) })
      #expect(throws: OptimizerStateError.self) { try own.restore(entries) }
    }
    #expect(own.state.map(\.name) == before.map(\.0), "nothing is added")
    #expect(own.state.map { bytes(of: $0.tensor) } == before.map(\.1), "nothing is written")
  }
}
