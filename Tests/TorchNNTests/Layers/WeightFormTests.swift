import TestSupport
import Testing
import Torch
import TorchNN

/// Weight norm and weight standardization, on every layer that has them.
@Suite struct WeightFormTests {
  /// A layer of which only the form is open, and an input for it.
  struct FormCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let input: [Int]
    let dims: [Int]
    let make: @Sendable (WeightForm) -> any Layer
    let effective: @Sendable (any Layer) -> Tensor?

    static let all = [
      FormCase(testDescription: "linear", input: [2, 5], dims: [1]) {
        Linear(5, 4, form: $0, using: Generator(seed: 1))
      } effective: {
        ($0 as? Linear)?.effectiveWeight
      },
      FormCase(testDescription: "conv1d", input: [2, 3, 5], dims: [1, 2]) {
        Conv1d(3, 4, kernel: 2, form: $0, using: Generator(seed: 1))
      } effective: {
        ($0 as? Conv1d)?.effectiveWeight
      },
      FormCase(testDescription: "conv2d", input: [2, 4, 5, 5], dims: [1, 2, 3]) {
        Conv2d(4, 4, kernel: 2, groups: 2, form: $0, using: Generator(seed: 1))
      } effective: {
        ($0 as? Conv2d)?.effectiveWeight
      },
      FormCase(testDescription: "conv3d", input: [2, 2, 3, 3, 3], dims: [1, 2, 3, 4]) {
        Conv3d(2, 4, kernel: 2, form: $0, using: Generator(seed: 1))
      } effective: {
        ($0 as? Conv3d)?.effectiveWeight
      },
    ]

    func sample() -> Tensor { .normal(input, using: Generator(seed: 2)) }
  }

  @Test(arguments: FormCase.all)
  func keysArePyTorchs(_ formCase: FormCase) {
    func keys(_ form: WeightForm) -> [String] { formCase.make(form).stateDict.map(\.name) }
    #expect(keys(.plain) == ["weight", "bias"])
    #expect(keys(.standardized) == ["weight", "bias"])
    let key = "parametrizations.weight.original"
    #expect(keys(.normalized) == ["bias", key + "0", key + "1"])
  }

  @Test(arguments: FormCase.all)
  func weightNormBeginsAsThePlainLayer(_ formCase: FormCase) throws {
    let (plain, normalized) = (formCase.make(.plain), formCase.make(.normalized))
    #expect(maxDifference(normalized(formCase.sample()), plain(formCase.sample())) < 1e-6)
    let roles = normalized.parameters.map(\.role)
    let fanIn = try #require(plain.parameters[0].fanIn)
    #expect(roles == [.bias, .gain, .weight(fanIn)])
    let one = [Int](repeating: 1, count: formCase.dims.count)
    #expect(normalized.parameters[1].shape == [4] + one)
  }

  @Test(arguments: FormCase.all)
  func aNormalizedWeightHasItsGainAsNorm(_ formCase: FormCase) throws {
    let layer = formCase.make(.normalized)
    withoutGrad { layer.parameters[1].fill(3) }
    let effective = try #require(formCase.effective(layer))
    for norm in effective.normsOfRows().array(of: Float.self) { #expect(abs(norm - 3) < 1e-5) }
  }

  @Test(arguments: FormCase.all)
  func aStandardizedWeightHasMeanZeroAndDeviationOne(_ formCase: FormCase) throws {
    let effective = try #require(formCase.effective(formCase.make(.standardized)))
    #expect(effective.mean(formCase.dims).abs().max().item < 1e-6)
    let deviation = effective.standardDeviation(formCase.dims)
    #expect((deviation - 1).abs().max().item < 1e-3)
  }

  @Test(arguments: FormCase.all)
  func itsGradientSumsToZeroPerUnit(_ formCase: FormCase) throws {
    let layer = formCase.make(.standardized)
    let output = layer(formCase.sample())
    (output * output).sum().backward()
    let gradient = try #require(layer.parameters[0].grad)
    let scale = gradient.abs().max().item
    #expect(scale > 0)
    #expect(gradient.sum(formCase.dims).abs().max().item < 1e-5 * scale)
  }

  @Test func weightsKnowWhatIsMadeOfThem() {
    let uses: [(WeightForm, Parameter.Use)] = [
      (.plain, .asItIs), (.normalized, .asDirection), (.standardized, .standardized),
    ]
    for (form, use) in uses {
      #expect(Conv2d(3, 2, kernel: 2, form: form, using: .shapesOnly).weight.use == use)
      let linear = Linear(3, 2, form: form, using: .shapesOnly)
      #expect(linear.weight.use == use)
      #expect(linear.bias?.use == .asItIs)
    }
  }

  @Test func itBeginsWithAnyWeight() {
    let initial = Tensor.normal([2, 3, 2, 2], deviation: 5, using: Generator(seed: 3))
    for form in [WeightForm.plain, .normalized] {
      let layer = Conv2d(3, 2, kernel: 2, form: form, using: Generator(seed: 1))
      layer.initialize(initial)
      #expect(maxDifference(layer.effectiveWeight, initial) < 1e-6, "\(form)")
    }
    let layer = Linear(3, 2, form: .normalized, using: Generator(seed: 1))
    layer.initialize(.ones([2, 3]))
    #expect(maxDifference(layer.effectiveWeight, .ones([2, 3])) < 1e-6)
  }

  @Test func propertiesNameWhatTheLayerHolds() {
    let plain = Linear(3, 2, using: Generator(seed: 1))
    #expect(plain.gain == nil)
    #expect(plain.effectiveWeight === plain.weight, "without a copy")
    let normalized = Conv2d(3, 2, kernel: 1, form: .normalized, using: Generator(seed: 1))
    #expect(normalized.gain === normalized.parameters[1])
    #expect(normalized.weight === normalized.parameters[2])
  }

  @Test func everyPartMoves() {
    let layer = Conv2d(3, 2, kernel: 2, form: .normalized, using: Generator(seed: 1))
    layer.move(dtype: .float64, memoryFormat: .channelsLast)
    #expect(layer(.zeros([1, 3, 4, 4], dtype: .float64)).dtype == .float64)
  }

  @Test func oneInputCannotBeStandardized() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2d(4, 4, kernel: 1, groups: 4, form: .standardized, using: Generator(seed: 1))
    }
    let message = text(result?.standardErrorContent)
    #expect(
      message.contains(
        "a standardized weight: expected at least 2 inputs per output unit, found 1"))
  }
}
