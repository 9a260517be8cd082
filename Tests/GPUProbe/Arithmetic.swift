import Torch

/// How far products of float32 numbers on a device are from those in float64, with TensorFloat-32 and without.
func measureArithmetic(on device: Device) -> [String: Double] {
  let generator = Generator(seed: 5)
  let factors = [[256, 512], [512, 256], [8, 64, 16, 16], [64, 64, 3, 3]].map {
    Tensor.normal($0, using: generator)
  }
  func products(_ factors: [Tensor]) -> [Tensor] {
    let convolved = factors[2].convolution(
      factors[3], nil, stride: [1, 1], padding: [1, 1], dilation: [1, 1])
    return [factors[0].matmul(factors[1]), convolved].map { $0.to(.cpu).to(.float64) }
  }
  return withoutGrad {
    let expected = products(factors.map { $0.to(.float64) })
    var found: [String: Double] = [:]
    for isOn in [false, true] {
      CUDAArithmetic(tf32: isOn).use()
      let products = products(factors.map { $0.to(device) })
      for (name, index) in [("matrix", 0), ("convolution", 1)] {
        found[name + (isOn ? "InTF32" : "")] = difference([products[index]], [expected[index]])
      }
    }
    return found
  }
}
