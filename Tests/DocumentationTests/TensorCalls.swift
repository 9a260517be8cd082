import TestSupport
import Testing
import Torch

/// What PyTorch's calls give, and the variables that they are made with.
final class TensorCalls {
  private let expected: [String: Tensor]
  private var variables: [String: Tensor] = [:]

  init() throws { expected = try Fixture.tensors("tensor_calls.safetensors") }

  /// The variable called `name`.
  subscript(name: String) -> Tensor {
    guard let variable = variables[name] else {
      Issue.record("no variable \(name)")
      return .zeros([])
    }
    return variable
  }

  /// Compares what `body` gives, and its gradients, with those of PyTorch's call.
  func check(
    _ call: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () -> Tensor
  ) throws {
    prepare(withGradients: true)
    let value = body()
    let wanted = try #require(expected["\(call)/value"], sourceLocation: sourceLocation)
    #expect(value.dtype == wanted.dtype, "\(call)", sourceLocation: sourceLocation)
    #expect(isNear(value, wanted), "\(call): \(value)", sourceLocation: sourceLocation)
    if value.requiresGrad { value.backward(cotangent(of: value)) }
    for (name, variable) in variables where variable.requiresGrad {
      let gradient = expected["\(call)/gradient/\(name)"]
      #expect(
        (variable.grad == nil) == (gradient == nil), "\(call), the gradient of \(name)",
        sourceLocation: sourceLocation)
      guard let found = variable.grad, let gradient else { continue }
      #expect(
        isNear(found, gradient), "\(call), the gradient of \(name): \(found)",
        sourceLocation: sourceLocation)
    }
  }

  /// Compares an answer with PyTorch's.
  func check(
    _ call: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () -> Bool
  ) throws {
    try check(call, sourceLocation: sourceLocation) { Tensor(body()) }
  }

  /// Compares what `body` leaves of `a` with what PyTorch's call does.
  func changes(
    _ call: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () -> Void
  ) throws {
    prepare(withGradients: false)
    body()
    let wanted = try #require(expected["\(call)/value"], sourceLocation: sourceLocation)
    #expect(isNear(self["a"], wanted), "\(call): \(self["a"])", sourceLocation: sourceLocation)
  }

  private func prepare(withGradients: Bool) {
    for (name, value) in expected.under("input/") {
      let variable = value.clone()
      variable.requiresGrad = withGradients && value.dtype.isFloatingPoint
      variables[name] = variable
    }
  }

  private func isNear(_ found: Tensor, _ wanted: Tensor) -> Bool {
    maxDifference(found, wanted) <= (wanted.dtype == .float64 ? 1e-12 : 1e-6)
  }

  private func cotangent(of value: Tensor) -> Tensor {
    withoutGrad {
      (Tensor.arange(value.count, dtype: .float64) + 1).cos().reshaped(value.shape).to(value.dtype)
    }
  }
}
