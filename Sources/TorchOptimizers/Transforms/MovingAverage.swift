import Torch

extension Tensor {
  /// Makes `self`, in place, the moving average `β·self + (1 − β)·update`.
  func average(_ update: Tensor, _ beta: Double) {
    self *= beta
    add(update, alpha: 1 - beta)
  }

  /// Makes `self`, in place, the moving average `β·self + (1 − β)·update²`.
  func averageSquare(_ update: Tensor, _ beta: Double) {
    self *= beta
    addProduct(update, update, alpha: 1 - beta)
  }
}
