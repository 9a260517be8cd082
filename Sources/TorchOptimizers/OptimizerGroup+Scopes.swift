public import Settings
public import Torch

extension NamedOptimizer {
  /// The links, and for which of `parameters`: for all, or where names make exceptions of what is centralized those for
  /// the parameters of each scope.
  ///
  /// - Returns: those for any parameter, but at least one.
  package func chains(
    for parameters: [Named<Parameter>]
  ) -> [(parameters: [Named<Parameter>], chain: [any GradientTransform])] {
    if let muon = self as? Muon, !muon.heads.isEmpty { return muon.chainsByHead(for: parameters) }
    guard let scopes = centralization?.scopes, !scopes.exceptions.isEmpty else {
      return [(parameters, chain)]
    }
    return Centralization.Scope.allCases.compactMap { scope in
      let own = parameters.filter { scopes.scope(of: $0.name) == scope }
      guard !own.isEmpty else { return nil }
      var optimizer = self
      optimizer.centralization?.scopes = Centralization.Scopes(scope)
      return (own, optimizer.chain)
    }
  }
}

extension Muon {
  /// The links of the parameters that may be matrices, and of those whose names say that they are none.
  fileprivate func chainsByHead(
    for parameters: [Named<Parameter>]
  ) -> [(parameters: [Named<Parameter>], chain: [any GradientTransform])] {
    let isHead = { (parameter: Named<Parameter>) in
      heads.contains { parameter.name.hasPrefix($0) }
    }
    let (body, head) = (parameters.filter { !isHead($0) }, parameters.filter(isHead))
    let adam = AdamW(
      scaling.adam, weightDecay: weightDecay, centralization: centralization)
    var muon = self
    muon.heads = []
    return (body.isEmpty ? [] : muon.chains(for: body))
      + (head.isEmpty ? [] : adam.chains(for: head))
  }
}

extension Optimizer.Group {
  /// The groups that a ready-made chain takes for `parameters`: one, or where names make exceptions of what is
  /// centralized one for each scope.
  ///
  /// - Parameters:
  ///   - parameters: the parameters.
  ///   - learningRate: that of all of them.
  ///   - optimizer: the chain, and what it centralizes.
  ///   - following: what else is done to the weights after each step.
  /// - Returns: the groups that are not empty; one at least.
  public static func byScope(
    _ parameters: [Named<Parameter>], learningRate: Double, _ optimizer: some NamedOptimizer,
    following: [any WeightTransform] = []
  ) -> [Self] {
    optimizer.chains(for: parameters).map {
      Self(
        $0.parameters, learningRate: learningRate, $0.chain,
        following: optimizer.following + following)
    }
  }
}
