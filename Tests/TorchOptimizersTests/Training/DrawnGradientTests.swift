import TestSupport
import Testing
import Torch
import TorchOptimizers

/// Ten steps of each optimizer of `torch.optim` on the same gradients end where PyTorch's end.
@Suite struct DrawnGradientTests {
  /// The fixture's names of runs, and the oracle's, whose optimizers have the same settings.
  static let runs = [
    ("sgd", "SGD"), ("momentum", "momentum"), ("nesterov", "Nesterov"),
    ("dampening", "dampened"), ("adam", "Adam"), ("amsgrad", "AMSGrad"), ("adamw", "AdamW"),
    ("adagrad", "Adagrad"), ("rmsprop", "RMSprop"), ("rmsprop_momentum", "RMSprop with momentum"),
    ("rmsprop_centered", "centered RMSprop"), ("adadelta", "Adadelta"), ("nadam", "NAdam"),
    ("radam", "RAdam"),
  ]

  static let centralizations: [(String, Oracle.Variant)] = [
    ("none", .none), ("before", .gradientBefore), ("after", .gradientAfter),
    ("update", .updateBefore),
  ]

  private static let roles: [(String, Parameter.Role)] = [
    ("linear", .weight(.linear)), ("conv", .weight(.convolution(spatialDims: 2))),
    ("transposed", .weight(.transposedConvolution(spatialDims: 2, groups: 2))), ("bias", .bias),
  ]

  @Test(arguments: runs, centralizations)
  func endWherePyTorchsEnd(
    _ run: (fixture: String, oracle: String), _ centralization: (String, Oracle.Variant)
  ) throws {
    let fixture = try Fixture.tensors("optimizers.safetensors")
    let optimizer = try #require(
      OracleOptimizer.all.first { $0.testDescription == run.oracle })
    let parameters = try Self.roles.map { name, role in
      Named(name, Parameter(try #require(fixture["initial/\(name)"]), role))
    }
    let group = optimizer.group(parameters, centralization.1)
    let trained = Optimizer([group])
    for step in 0..<10 {
      for parameter in parameters {
        parameter.value.grad = try #require(fixture["gradients/\(parameter.name)"])[step].clone()
      }
      trained.step()
    }
    for parameter in parameters {
      let expected = try #require(
        fixture["\(run.fixture)/\(centralization.0)/\(parameter.name)"])
      #expect(maxDifference(parameter.value, expected) <= 1e-9, "\(parameter.name)")
    }
  }
}
