import Files
import Torch

extension Optimizer: CustomStringConvertible {
  /// The chain: each group with its rate, its links in their order, and what is done to the weights after a step.
  ///
  ///     Optimizer of 77,754 numbers in 20 parameters, learning rate 0.1
  ///       WeightDecay(factor: 0.0005)
  ///       GradientCentralization(scope: all, minimumFanIn: 2, …)
  ///       Momentum(decay: 0.9, form: sum, dampening: 0.0, isNesterov: false)
  ///
  /// The links that see the gradients of all groups stand first, and the rate is that of now, with the schedule's factor.
  public var description: String {
    let all = whole.parameters
    let head = "Optimizer of " + Self.size(all.map(\.value.count))
    let rates = groups.indices.map { "learning rate \(rate(of: $0))" }
    var lines = stage.chain.links.map { "all: \(Self.text(of: $0))" }
    guard groups.count > 1 else {
      lines += groups.flatMap(Self.lines)
      return ([head + rates.map { ", " + $0 }.joined()] + lines.map { "  " + $0 })
        .joined(separator: "\n")
    }
    for (group, rate) in zip(groups, rates) {
      lines.append(Self.size(group.parameters.map(\.value.count)) + ", " + rate)
      lines += Self.lines(group).map { "  " + $0 }
    }
    return ([head] + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  private static func size(_ counts: [Int]) -> String {
    let numbers = counts.reduce(0, +).grouped
    return "\(numbers) numbers in \(counts.count.grouped) parameter\(counts.count == 1 ? "" : "s")"
  }

  private static func lines(_ group: Group) -> [String] {
    group.chain.map(text) + group.following.map { "then \(text(of: $0))" }
  }

  /// A link with its settings: what it stores, but for what it is called.
  private static func text(of link: Any) -> String {
    let settings = Mirror(reflecting: link).children.compactMap { child -> String? in
      let label = child.label ?? ""
      return ["name", "slots"].contains(label) ? nil : "\(label): \(child.value)"
    }
    return "\(type(of: link))(" + settings.joined(separator: ", ") + ")"
  }
}
