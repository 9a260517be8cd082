import CentralizeOptions
import Foundation
import Testing
import Torch
import TorchNN
import TorchTraining

struct CentralizationPlanTests {
  private let network = ModelName.resnet8.network(
    channels: 1, classes: 10, using: Generator(seed: 0))

  private func row(
    _ name: String, _ plan: CentralizationPlan
  ) throws -> CentralizationPlan.Row {
    try #require(plan.rows.first { $0.name == name })
  }

  @Test func allCentralizesEveryWeight() throws {
    let plan = CentralizationPlan(for: network, .all)
    let conv = try row("layer1.0.conv1.weight", plan)
    #expect(conv.shape == [16, 16, 3, 3] && conv.fanIn == [1, 2, 3] && conv.groups == 1)
    #expect(conv.centralized && conv.freedomRemoved == 1 / 144)
    #expect(conv.reason == "convolution weight of 144 inputs per output unit")
    let fc = try row("fc.weight", plan)
    #expect(fc.fanIn == [1] && fc.centralized && fc.freedomRemoved == 1 / 64)
    #expect(fc.reason == "linear weight of 64 inputs per output unit")
    let gain = try row("bn1.weight", plan)
    #expect(gain.fanIn == nil && !gain.centralized && gain.freedomRemoved == 0)
    #expect(gain.reason == "a gain has no inputs")
    #expect(try row("fc.bias", plan).reason == "a bias has no inputs")
    #expect(plan.rows.count { $0.centralized } == 10)
  }

  @Test func convolutionsLeavesTheClassifierAlone() throws {
    let plan = CentralizationPlan(for: network, .convolutions)
    let fc = try row("fc.weight", plan)
    #expect(!fc.centralized && fc.freedomRemoved == 0 && fc.reason == "not a convolution")
    #expect(fc.fanIn == [1])
    #expect(plan.rows.count { $0.centralized } == 9)
  }

  @Test func noneCentralizesNothing() {
    let plan = CentralizationPlan(for: network, .none)
    #expect(plan.rows.count == 29)
    #expect(plan.rows.allSatisfy { !$0.centralized && $0.freedomRemoved == 0 })
    #expect(Set(plan.rows.map(\.reason)) == ["centralization is none"])
  }

  @Test func namesThatMakeExceptionsSayWhich() throws {
    let scopes = try #require(
      Centralization.Scopes("none,fc.*=all,layer1.*=convolutions,*.conv2.*=none"))
    try scopes.check(network)
    let plan = CentralizationPlan(for: network, scopes)
    let fc = try row("fc.weight", plan)
    #expect(
      fc.centralized && fc.reason == "linear weight of 64 inputs per output unit, by 'fc.*=all'")
    #expect(try row("fc.bias", plan).reason == "a bias has no inputs, by 'fc.*=all'")
    #expect(try row("conv1.weight", plan).reason == "centralization is none")
    #expect(
      try row("layer1.0.conv2.weight", plan).reason == "centralization is none, by '*.conv2.*=none'"
    )
    #expect(plan.rows.filter(\.centralized).map(\.name) == ["layer1.0.conv1.weight", "fc.weight"])
    let stray = try #require(Centralization.Scopes("all,fc=none"))
    #expect(
      throws: TrainingError.unmatchedPattern(
        option: "centralization", "fc", example: "conv1.weight")
    ) {
      try stray.check(network)
    }
  }

  @Test func unusualLayersSayWhatTheyAre() throws {
    let generator = Generator(seed: 0)
    let layers = Sequential(
      Conv2d(4, 4, kernel: 3, groups: 4, using: generator),
      Conv2d(1, 4, kernel: 1, using: generator),
      ConvTranspose2d(6, 4, kernel: 2, groups: 2, using: generator))
    let plan = CentralizationPlan(for: layers, .all)
    let depthwise = try row("0.weight", plan)
    #expect(depthwise.groups == 4 && depthwise.centralized && depthwise.freedomRemoved == 1 / 9)
    let scale = try row("1.weight", plan)
    #expect(!scale.centralized)
    #expect(scale.reason == "one input per output unit: the gradient would become zero")
    // Six input channels in two groups, 2×2: 12 inputs for each output unit.
    let transposed = try row("2.weight", plan)
    #expect(transposed.fanIn == [0, 2, 3] && transposed.groups == 2)
    #expect(transposed.freedomRemoved == 1.0 / 12)
  }

  /// The authors' code takes the outputs of a transposed convolution for inputs, and the rows of a table for units.
  @Test func byRankARowSaysWhatIsOtherwise() throws {
    let generator = Generator(seed: 0)
    let layers = Sequential(
      Conv2d(4, 4, kernel: 3, groups: 4, using: generator),
      ConvTranspose2d(6, 4, kernel: 2, using: generator), Conv1d(2, 4, kernel: 3, using: generator))
    let plan = CentralizationPlan(for: layers, .all, fanIn: .rank)
    #expect(try row("0.weight", plan).reason == "convolution weight of 9 inputs per output unit")
    #expect(try row("0.weight", plan).groups == 4)
    let transposed = try row("1.weight", plan)
    #expect(transposed.fanIn == [1, 2, 3] && transposed.freedomRemoved == 1.0 / 16)
    #expect(
      transposed.reason
        == "convolution weight of 16 inputs per output unit, by rank: the layer sums over dimensions 0, 2, 3"
    )
    #expect(try row("1.bias", plan).reason == "a bias has no inputs")
    let convolutions = CentralizationPlan(for: layers, .convolutions, fanIn: .rank)
    #expect(try row("2.weight", convolutions).reason == "not a convolution")
    let byLayer = CentralizationPlan(for: layers, .convolutions)
    #expect(try row("2.weight", byLayer).centralized)
  }

  @Test func fewInputsAreLeftAlone() throws {
    let plan = CentralizationPlan(for: network, .all, minimumFanIn: 64)
    let stem = try row("conv1.weight", plan)
    #expect(!stem.centralized && stem.freedomRemoved == 0 && stem.fanIn == [1, 2, 3])
    #expect(stem.reason == "9 inputs per output unit, fewer than the minimum of 64")
    #expect(try row("fc.weight", plan).centralized)
  }

  @Test func aTagByHandWins() throws {
    let layers = Sequential(
      Conv2d(4, 4, kernel: 3, using: Generator(seed: 0)), Linear(3, 2, using: Generator(seed: 0)))
    let parameters = layers.namedParameters
    try #require(parameters.first { $0.name == "0.weight" }).value.centralizationTag = .never
    try #require(parameters.first { $0.name == "1.bias" }).value.centralizationTag =
      .always(FanIn(dims: [0], kind: .linear))
    let plan = CentralizationPlan(for: layers, .convolutions)
    let never = try row("0.weight", plan)
    #expect(!never.centralized && never.reason == "tagged by hand as never centralized")
    let always = try row("1.bias", plan)
    #expect(always.centralized && always.fanIn == [0] && always.freedomRemoved == 1 / 2)
    #expect(
      always.reason
        == "tagged by hand as always centralized: linear weight of 2 inputs per output unit")
  }

  @Test func weightFormsSayWhatCentralizationMeans() throws {
    func plan(_ form: WeightForm) -> CentralizationPlan {
      CentralizationPlan(
        for: ModelName.resnet8.network(
          channels: 1, classes: 10, weightForm: form, using: .shapesOnly), .all)
    }
    let standardized = try row("conv1.weight", plan(.standardized))
    #expect(standardized.centralized && standardized.freedomRemoved == 1.0 / 9)
    #expect(
      standardized.reason == """
        convolution weight of 9 inputs per output unit, standardized: its gradient has mean zero \
        already, so centralization acts on the weight decay alone
        """)
    #expect(
      try row("fc.weight", plan(.standardized)).reason
        == "linear weight of 64 inputs per output unit")
    let key = "conv1.parametrizations.weight.original"
    let direction = try row(key + "1", plan(.normalized))
    #expect(direction.centralized && direction.fanIn == [1, 2, 3])
    #expect(
      direction.reason == """
        convolution weight of 9 inputs per output unit, the direction of weight norm: \
        centralization acts on the direction
        """)
    #expect(try row(key + "0", plan(.normalized)).reason == "a gain has no inputs")
  }

  @Test func theTextSumsUp() {
    let lines = CentralizationPlan(for: network, .all).text.split(separator: "\n")
    #expect(lines.count == 31)
    #expect(
      lines[1] == """
        conv1.weight                  16×1×3×3   1,2,3        1       yes          \
        11.111 %         convolution weight of 9 inputs per output unit
        """)
    // A degree of freedom for each output unit: 16 + 2·16 + 3·32 + 3·64 + 10.
    #expect(
      lines.last == """
        10 of 29 parameters are centralized; of 77754 numbers 346 degrees of freedom are removed \
        (0.445 %).
        """)
  }

  @Test func everyRowOfTheJSONHasEveryField() throws {
    let data = try JSONEncoder().encode(CentralizationPlan(for: network, .all))
    let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(rows.count == 29)
    for row in rows {
      #expect(
        row.keys.sorted() == [
          "centralized", "fanIn", "freedomRemoved", "groups", "name", "reason", "shape",
        ])
    }
    #expect(rows[1]["fanIn"] is NSNull)
  }
}
