import TestSupport
import Torch
import TorchNN

/// One entry of `layers.json`: a layer of PyTorch, and the arguments that it was made with.
struct LayerCase: Decodable {
  let layer: String
  let arguments: [String: Argument]
  var inputShape: [Int] = []
  var form: String?
  var call: String?

  /// An argument of a PyTorch layer.
  enum Argument: Decodable {
    case flag(Bool)
    case number(Double)
    case numbers([Double])
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let numbers = try? container.decode([Double].self) {
        self = .numbers(numbers)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  static var all: [String: LayerCase] {
    get throws { try Fixture.json("layers.json") }
  }

  static func names(where isIncluded: (LayerCase) -> Bool) throws -> [String] {
    try all.filter { isIncluded($0.value) }.keys.sorted()
  }

  var weightForm: WeightForm { form.flatMap(WeightForm.init) ?? .plain }
  var isLoss: Bool { layer.hasSuffix("Loss") }
  var takesImages: Bool { inputShape.count == 4 }
  var isNorm: Bool { layer.hasSuffix("Norm") || layer.contains("BatchNorm") }

  func flag(_ name: String, _ standard: Bool) -> Bool {
    if case .flag(let value) = arguments[name] { value } else { standard }
  }

  func number(_ name: String, _ standard: Double = 0) -> Double {
    if case .number(let value) = arguments[name] { value } else { standard }
  }

  func text(_ name: String, _ standard: String) -> String {
    if case .text(let value) = arguments[name] { value } else { standard }
  }

  func count(_ name: String, _ standard: Int = 0) -> Int { Int(number(name, Double(standard))) }

  func counts(_ name: String) -> [Int] {
    if case .numbers(let values) = arguments[name] { values.map { Int($0) } } else { [] }
  }

  func extent(_ name: String, _ standard: Int) -> Extent {
    let sizes = counts(name)
    return sizes.count == 2 ? [sizes[0], sizes[1]] : Extent(count(name, standard))
  }
}
