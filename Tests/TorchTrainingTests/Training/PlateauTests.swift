import Settings
import TestSupport
import Testing
import TorchOptimizers

@testable import TorchTraining

struct PlateauTests {
  private struct Fixtures: Decodable {
    struct Plateau: Decodable { var losses: [Double], shares: [Double] }
    let plateau: Plateau
  }

  @Test func fallsWhenPyTorchsDoes() throws {
    let fixture = try Fixture.json("schedules.json", as: Fixtures.self).plateau
    var state = PlateauState()
    let shares = fixture.losses.map { loss in
      state.take(loss: loss, .init(factor: 0.5, patience: 2))
      return state.factor
    }
    #expect(shares == fixture.shares)
    #expect(Set(shares).count > 2, "it falls several times")
  }

  @Test func aLossThatIsNoNumberIsNoneThatIsBetter() {
    var state = PlateauState()
    state.take(loss: .nan, .init(factor: 0.1, patience: 0))
    #expect(state.best == nil && state.factor == 0.1)
  }

  @Test func theTrainerFollowsIt() throws {
    let trainer = trainer(LinearClassifier(), plateau: .init(factor: 0.5, patience: 0))
    for (loss, factor) in [(1.0, 1.0), (1.0, 0.5), (0.5, 0.5), (0.6, 0.25)] {
      trainer.evaluated(loss: loss)
      _ = try trainer.step()
      #expect(trainer.optimizer.learningRateFactor == factor)
    }
    let without = plain()
    without.evaluated(loss: 1)
    #expect(without.position.plateau == nil)
  }

  private func plain() -> Trainer { trainer(LinearClassifier()) }
}
