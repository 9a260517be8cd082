public import Torch

/// A convolution over `spatialDims` dimensions: `[N, C, spatial…]` to `[N, O, spatialʹ…]`.
///
/// Its usual names are ``Conv1d`` for sequences, ``Conv2d`` for images and ``Conv3d`` for volumes.
public final class Convolution<let spatialDims: Int>: Layer {
  /// `[O]`.
  public let bias: Parameter?
  private let formed: FormedWeight
  private let geometry: ConvolutionGeometry

  /// `[O, C/groups, k…]`; an output unit sums over all dimensions but the first.
  ///
  /// With weight norm it is the direction `v`.
  public var weight: Parameter { formed.weight }
  /// `[O, 1, …]` with weight norm, else `nil`.
  public var gain: Parameter? { formed.gain }
  /// `[O, C/groups, k…]`: the weight that is convolved with, made by the layer's `WeightForm`.
  public var effectiveWeight: Tensor { formed.effective }

  /// Begins with another weight: ``effectiveWeight`` is then made of `initial`, which with weight norm
  /// also sets the gain.
  public func initialize(_ initial: Tensor) { formed.load(initial) }

  /// A convolution from `inputs` to `outputs` channels, initialized like PyTorch's.
  ///
  /// - Parameters:
  ///   - inputs: the channels `C` of the input.
  ///   - outputs: the channels `O` of the output.
  ///   - kernel: the size of the window.
  ///   - stride: the step of the window.
  ///   - padding: the zeros on every side.
  ///   - dilation: the step within the window.
  ///   - groups: how many parts of the channels do not see each other; divides both counts.
  ///   - bias: whether a number is added to every channel.
  ///   - form: what is made of the weight before it is used.
  ///   - generator: where the initial weights come from.
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Extent, stride: Extent = 1, padding: Extent = 0,
    dilation: Extent = 1, groups: Int = 1, bias: Bool = true,
    form: WeightForm = .plain, using generator: Generator
  ) {
    geometry = ConvolutionGeometry(
      dims: spatialDims, kernel: kernel, stride: stride, padding: padding, dilation: dilation,
      groups: groups)
    let weight: Parameter
    (weight, self.bias) = geometry.parameters(inputs, outputs, bias: bias, using: generator)
    formed = FormedWeight(weight, form)
  }

  /// `[N, C, spatial…]` to `[N, O, spatialʹ…]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { geometry(x, effectiveWeight, bias) }
}

extension Convolution: CustomReflectable {
  /// The parameters under PyTorch's keys.
  public var customMirror: Mirror { formed.mirror(of: self, bias: bias) }
}

/// A convolution over sequences: `[N, C, L]` to `[N, O, Lʹ]`.
public typealias Conv1d = Convolution<1>

/// A convolution over images: `[N, C, H, W]` to `[N, O, Hʹ, Wʹ]`.
public typealias Conv2d = Convolution<2>

/// A convolution over volumes: `[N, C, D, H, W]` to `[N, O, Dʹ, Hʹ, Wʹ]`.
public typealias Conv3d = Convolution<3>
