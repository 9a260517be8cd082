import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Twenty steps of each optimizer are those of the Python package, to the bit:
/// `Python/tests/test_same_numbers.py` holds the same file.
@Suite struct SameNumbersTests {
  /// An optimizer with its options, under the names of the package.
  struct Case: Decodable {
    var optimizer: String
    var lr: Double
    var weight_decay: Double
    var momentum: Double?
    var nesterov: Bool?
    var dampening: Double?
    var centralization: Centralization.Scope?
    var placement: Centralization.Placement?
    var decay_order: Centralization.DecayOrder?
    var strength: Double?
    var minimum_fan_in: Int?

    var place: Centralization {
      Centralization(
        centralization ?? .all, placement: placement ?? .gradient,
        decayOrder: decay_order ?? .before, minimumFanIn: minimum_fan_in ?? 2,
        strength: strength ?? 1)
    }

    /// The chain of the optimizer; `nil` for one that is not known.
    func group(_ parameters: [Named<Parameter>]) -> Optimizer.Group? {
      func group(_ optimizer: some NamedOptimizer) -> Optimizer.Group {
        Optimizer.Group(parameters, learningRate: lr, optimizer)
      }
      switch optimizer {
      case "SGD":
        return group(
          SGD(
            momentum: momentum ?? 0, dampening: dampening ?? 0, nesterov: nesterov ?? false,
            weightDecay: weight_decay, centralization: place))
      case "SGDW":
        return group(
          SGDW(momentum: momentum ?? 0, weightDecay: weight_decay, centralization: place))
      case "Adam": return group(Adam(weightDecay: weight_decay, centralization: place))
      case "AdamW": return group(AdamW(weightDecay: weight_decay, centralization: place))
      case "Adagrad": return group(Adagrad(weightDecay: weight_decay, centralization: place))
      case "RMSprop": return group(RMSprop(weightDecay: weight_decay, centralization: place))
      case "Lion": return group(Lion(weightDecay: weight_decay, centralization: place))
      default: return nil
      }
    }
  }

  static let roles: [(name: String, role: Parameter.Role)] = [
    ("linear", .weight(.linear)), ("convolution", .weight(.convolution(spatialDims: 2))),
    ("depthwise", .weight(.convolution(spatialDims: 2, groups: 2))), ("embedding", .embedding),
  ]

  /// The numbers are those of instructions that no fused multiplication and addition is among.
  @Test func twentyStepsAreThoseOfPython() async {
    // In a process of its own, as the choice of instructions is for the whole process.
    await #expect(processExitsWith: .success) {
      guard FusedKernels.use(instructionSet: "baseline") else { return }
      let cases: [Case] = try Fixture.json("same_numbers.json")
      let tensors = try Fixture.tensors("same_numbers.safetensors")
      #expect(cases.count >= 7 * 6)
      for (number, one) in cases.enumerated() {
        let weights = try SameNumbersTests.roles.map { name, role in
          Named(name, Parameter(try #require(tensors["weight/\(name)"]).clone(), role))
        }
        let group = try #require(one.group(weights), "case \(number)")
        let optimizer = Optimizer([group])
        for step in 0..<20 {
          for weight in weights {
            let gradients = try #require(tensors["gradient/\(weight.name)"])
            weight.value.grad = gradients.select(0, step)
          }
          optimizer.step()
        }
        for weight in weights {
          let expected = try #require(tensors["result/\(number)/\(weight.name)"])
          #expect(
            weight.value.array(of: Float.self) == expected.array(of: Float.self),
            "case \(number), \(one.optimizer), \(weight.name)")
        }
      }
    }
  }
}
