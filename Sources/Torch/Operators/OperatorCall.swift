/// One call of an operator, as an observer sees it.
public struct OperatorCall {
  /// The operator's name in the dispatcher.
  public let name: String
  /// The parameters among its arguments.
  public let parameters: [Parameter]
  /// What it returned.
  public let results: [Tensor]

  init(_ name: String, _ parameters: [Parameter], _ results: [Tensor]) {
    (self.name, self.parameters, self.results) = (name, parameters, results)
  }
}

extension Operator {
  /// Who sees every call that returns tensors; only the thread that trains may set it, and calls.
  nonisolated(unsafe) static var observer: ((OperatorCall) -> Void)?

  /// Runs `body` while `observe` sees every operator call that returns tensors; for finding out
  /// where in a network something began.
  public static func observing<Result>(
    _ observe: @escaping (OperatorCall) -> Void, _ body: () -> Result
  ) -> Result {
    let previous = observer
    observer = observe
    defer { observer = previous }
    return body()
  }

  func parameters<each Argument>(among arguments: repeat each Argument) -> [Parameter] {
    var found: [Parameter] = []
    for argument in repeat each arguments {
      if let parameter = argument as? Parameter { found.append(parameter) }
    }
    return found
  }
}
