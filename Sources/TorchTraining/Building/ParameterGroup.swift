import Settings
import Torch
import TorchNN
import TorchVision

/// Parameters of a run that share a learning rate and a weight decay.
struct ParameterGroup {
  /// The largest learning rate.
  let rate: Double
  /// The weight decay.
  let decay: Double
  var parameters: [Named<Parameter>]
}

extension RunConfiguration {
  /// The groups of `parameters` of `network`, by the first parameter of each; empty ones are left out.
  func groups(of parameters: [Named<Parameter>], in network: any Module) -> [ParameterGroup] {
    let facts = ParameterFacts(of: network)
    return parameters.reduce(into: []) { groups, parameter in
      let (rate, decay) = (rate(of: parameter.name, facts), decay(of: parameter, facts))
      if let index = groups.firstIndex(where: { $0.rate == rate && $0.decay == decay }) {
        groups[index].parameters.append(parameter)
      } else {
        groups.append(ParameterGroup(rate: rate, decay: decay, parameters: [parameter]))
      }
    }
  }

  private func rate(of name: String, _ facts: ParameterFacts) -> Double {
    rules.rate(
      of: name, usual: course.learningRate, classifier: fineTuning.classifierLearningRate, facts)
  }

  private func decay(of parameter: Named<Parameter>, _ facts: ParameterFacts) -> Double {
    rules.decay(of: parameter, usual: optimizer.weightDecay, facts)
  }
}

extension ParameterRules {
  /// The largest learning rate of the parameter called `name`.
  func rate(
    of name: String, usual: Double, classifier: Double?, _ facts: ParameterFacts
  ) -> Double {
    if let own = learningRates[name] { return own }
    let rate = facts.isOfClassifier(name) ? classifier ?? usual : usual
    return layerDecay.map { rate * power($0, facts.stagesBehind(name)) } ?? rate
  }

  /// The weight decay of a parameter.
  func decay(
    of parameter: Named<Parameter>, usual: Double, _ facts: ParameterFacts
  ) -> Double {
    weightDecays[parameter.name]
      ?? (noDecay.kinds.contains { facts.isOf($0, parameter) } ? 0 : usual)
  }

  private func power(_ factor: Double, _ count: Int) -> Double {
    (0..<count).reduce(1) { product, _ in product * factor }
  }
}

/// What a network says of its parameters that rates and decays follow from.
struct ParameterFacts {
  private let classifier: String?
  private let stages: [NetworkStage]
  private let normalizing: Set<Substring>

  init(of network: any Module) {
    let parts = network as? any ImageClassifier
    (classifier, stages) = (parts?.classifierPrefix, parts?.stages ?? [])
    let parameters = network.namedParameters
    func layers(_ isKept: (Parameter.Role) -> Bool) -> Set<Substring> {
      Set(parameters.filter { isKept($0.value.role) }.map { Self.layer(of: $0.name) })
    }
    // A layer with a weight beside its gain normalizes that, and not activations.
    normalizing = layers { $0 == .gain }.subtracting(
      layers { if case .weight = $0 { true } else { false } })
  }

  private static func layer(of name: String) -> Substring {
    name.prefix(upTo: name.lastIndex(of: ".") ?? name.startIndex)
  }

  func isOfClassifier(_ name: String) -> Bool { classifier.map(name.hasPrefix) ?? false }

  /// How many parts of the network come behind that of a parameter, the classifier being one.
  func stagesBehind(_ name: String) -> Int {
    stages.firstIndex { $0.contains(name) }.map { stages.count - $0 } ?? 0
  }

  /// Whether a parameter is of a kind.
  func isOf(_ kind: Undecayed.Kind, _ parameter: Named<Parameter>) -> Bool {
    switch (kind, parameter.value.role) {
    case (.norm, .gain), (.norm, .bias): normalizing.contains(Self.layer(of: parameter.name))
    case (.bias, .bias), (.embedding, .embedding), (.embedding, .position), (.embedding, .token):
      true
    default: false
    }
  }
}
