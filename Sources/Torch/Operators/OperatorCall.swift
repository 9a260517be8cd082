import Glibc

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

/// Who sees the calls of one thread.
private final class Observer {
  let observe: (OperatorCall) -> Void

  init(_ observe: @escaping (OperatorCall) -> Void) { self.observe = observe }
}

/// The place of each thread's observer.
private let observerKey: pthread_key_t = {
  var key = pthread_key_t()
  pthread_key_create(&key, nil)
  return key
}()

extension Operator {
  /// Who sees every call of this thread that returns tensors.
  static var observer: ((OperatorCall) -> Void)? {
    pthread_getspecific(observerKey).map {
      Unmanaged<Observer>.fromOpaque($0).takeUnretainedValue().observe
    }
  }

  /// Runs `body` while `observe` sees every operator call of this thread that returns tensors; for
  /// finding out where in a network something began.
  public static func observing<Result>(
    _ observe: @escaping (OperatorCall) -> Void, _ body: () -> Result
  ) -> Result {
    let previous = pthread_getspecific(observerKey)
    let observer = Observer(observe)
    pthread_setspecific(observerKey, Unmanaged.passUnretained(observer).toOpaque())
    defer {
      pthread_setspecific(observerKey, previous)
      withExtendedLifetime(observer) {}
    }
    return body()
  }

  func parameters<each Argument>(among arguments: repeat each Argument) -> [Parameter] {
    var found: [Parameter] = []
    for argument in repeat each arguments {
      if let parameter = argument as? Parameter { found.append(parameter) }
      if let list = argument as? TensorList {
        found += list.tensors.compactMap { $0 as? Parameter }
      }
    }
    return found
  }
}
