import Glibc

/// One call of an operator, as an observer sees it.
public struct OperatorCall {
  /// The operator's name in the dispatcher.
  public let name: String
  /// Its arguments in the order of the schema; those left out at the end are missing.
  public let arguments: [any OperatorArgument]
  /// What it returned.
  public let results: [Tensor]

  /// The parameters among its arguments and in their lists.
  public var parameters: [Parameter] {
    arguments.flatMap { argument -> [Parameter] in
      if let parameter = argument as? Parameter { return [parameter] }
      return (argument as? TensorList)?.tensors.compactMap { $0 as? Parameter } ?? []
    }
  }

  init(_ name: String, _ arguments: [any OperatorArgument], _ results: [Tensor]) {
    (self.name, self.arguments, self.results) = (name, arguments, results)
  }
}

/// Who sees the calls of one thread.
private final class Observer {
  let observe: (OperatorCall) -> Void
  var calls = 0

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

  /// Notes a call for whoever counts those of this thread.
  static func note() {
    guard let observer = pthread_getspecific(observerKey) else { return }
    Unmanaged<Observer>.fromOpaque(observer).takeUnretainedValue().calls += 1
  }

  /// How many operators `body` calls on this thread: on a device, about as many kernels at least.
  package static func count(in body: () -> Void) -> Int {
    var calls = 0
    observing({ _ in }) {
      body()
      if let observer = pthread_getspecific(observerKey) {
        calls = Unmanaged<Observer>.fromOpaque(observer).takeUnretainedValue().calls
      }
    }
    return calls
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

  func list<each Argument: OperatorArgument>(
    of arguments: repeat each Argument
  ) -> [any OperatorArgument] {
    var list: [any OperatorArgument] = []
    for argument in repeat each arguments { list.append(argument) }
    return list
  }
}
