import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchTraining

/// Operators are observed in the whole process, so these tests have one of their own.
@Suite struct NonFiniteOriginTests {
  @Test func namesAParameterThatIsNotFinite() async {
    await #expect(processExitsWith: .success) {
      let model = DropoutClassifier()
      withoutGrad { model.fc2.bias?.fill(.nan) }
      let origin = nonFiniteOrigin(in: model) { $0.asLayer(.ones([2, 64])) }
      #expect(origin == "it began in the parameter fc2.bias, which is not finite")
    }
  }

  @Test func namesTheOperatorAndItsLastParameter() async {
    await #expect(processExitsWith: .success) {
      let model = DropoutClassifier()
      for parameter in model.parameters { withoutGrad { parameter.fill(1e30) } }
      let origin = nonFiniteOrigin(in: model) { $0.asLayer(.ones([2, 64])) }
      #expect(origin == "it began in aten::linear at the parameter fc2.weight")
    }
  }

  @Test func anOperatorWithoutParametersHasThatOfTheOneBefore() async {
    await #expect(processExitsWith: .success) {
      let model = LinearClassifier()
      withoutGrad { model.fc.weight.fill(1e30) }
      let origin = nonFiniteOrigin(in: model) { ($0.asLayer(.ones([2, 64])) * 1e30).sum() }
      #expect(origin == "it began in aten::mul at the parameter fc.weight")
    }
  }

  @Test func saysThatItDoesNotShowAgain() async {
    await #expect(processExitsWith: .success) {
      let origin = nonFiniteOrigin(in: LinearClassifier()) { $0.asLayer(.ones([2, 64])) }
      #expect(origin == "it does not show again in a second pass")
    }
  }

  @Test func aTrainerStopsBeforeTheStep() async {
    await #expect(processExitsWith: .success) {
      let model = LinearClassifier()
      let trainer = trainer(model)
      try trainer.run(2)
      withoutGrad { model.fc.weight.fill(1e38) }
      let before = withoutGrad { model.fc.weight.clone() }
      let error = #expect(throws: TrainingError.self) { try trainer.step() }
      #expect(
        error
          == .notFinite(
            step: 3, loss: "not a number",
            origin: "it began in aten::linear at the parameter fc.weight"))
      #expect(before.isEqual(to: model.fc.weight))
      #expect(trainer.position.step == 2)
    }
  }
}
