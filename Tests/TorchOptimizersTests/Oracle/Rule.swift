import Foundation

/// What an optimizer makes of one element of a gradient, from its paper, number by number.
enum Rule: Sendable {
  case descent
  case sum(_ beta: Double, dampening: Double = 0, nesterov: Bool = false)
  case average(_ beta: Double, nesterov: Bool = false)
  case adam(_ beta1: Double, _ beta2: Double, _ epsilon: Double, amsgrad: Bool = false)
  case adagrad(_ epsilon: Double)
  case rmsprop(_ alpha: Double, _ epsilon: Double, momentum: Double? = nil)
  case centeredRMSprop(_ alpha: Double, _ epsilon: Double)
  case adadelta(_ rho: Double, _ epsilon: Double)
  case nadam(_ beta1: Double, _ beta2: Double, _ epsilon: Double, psi: Double)
  case radam(_ beta1: Double, _ beta2: Double, _ epsilon: Double)
  case adabelief(_ beta1: Double, _ beta2: Double, _ epsilon: Double)
  case lion(_ beta1: Double, _ beta2: Double)

  /// The names under which an optimizer saves the numbers of ``Memory``, in their order.
  var slots: [String] {
    switch self {
    case .descent: []
    case .sum, .average: ["momentum.velocity"]
    case .adam(_, _, _, let amsgrad):
      ["adam.mean", "adam.square"] + (amsgrad ? ["adam.largestSquare"] : [])
    case .adagrad: ["adagrad.sum"]
    case .rmsprop(_, _, let momentum):
      ["rmsprop.square"] + (momentum == nil ? [] : ["momentum.velocity"])
    case .centeredRMSprop: ["rmsprop.square", "rmsprop.mean"]
    case .adadelta: ["adadelta.square", "adadelta.updateSquare"]
    case .nadam: ["nadam.mean", "nadam.square"]
    case .radam: ["radam.mean", "radam.square"]
    case .adabelief: ["adabelief.mean", "adabelief.deviation"]
    case .lion: ["lion.mean"]
    }
  }

  /// What is remembered of one element.
  typealias Memory = (a: Double, b: Double, c: Double)

  /// The update in step `t` (from 1), and the number whose sign or size decides it: Lion's argument,
  /// or the root that is divided by; infinite where there is none.
  func update(_ g: Double, _ memory: inout Memory, _ t: Int) -> (u: Double, decisive: Double) {
    switch self {
    case .descent:
      return (g, .infinity)
    case .sum(let beta, let dampening, let nesterov):
      memory.a = t == 1 ? g : beta * memory.a + (1 - dampening) * g
      return (nesterov ? g + beta * memory.a : memory.a, .infinity)
    case .average(let beta, let nesterov):
      memory.a = beta * memory.a + (1 - beta) * g
      return (nesterov ? (1 - beta) * g + beta * memory.a : memory.a, .infinity)
    case .adam(let beta1, let beta2, let epsilon, let amsgrad):
      let mean = moments(g, &memory, beta1, beta2) / (1 - pow(beta1, Double(t)))
      memory.c = max(memory.c, memory.b)
      let root = ((amsgrad ? memory.c : memory.b) / (1 - pow(beta2, Double(t)))).squareRoot()
      return (mean / (root + epsilon), root)
    case .adagrad(let epsilon):
      memory.a += g * g
      return (g / (memory.a.squareRoot() + epsilon), memory.a.squareRoot())
    case .rmsprop(let alpha, let epsilon, let momentum):
      memory.a = alpha * memory.a + (1 - alpha) * g * g
      let step = g / (memory.a.squareRoot() + epsilon)
      memory.b = (momentum ?? 0) * memory.b + step
      return (memory.b, memory.a.squareRoot())
    case .centeredRMSprop(let alpha, let epsilon):
      memory.a = alpha * memory.a + (1 - alpha) * g * g
      memory.b = alpha * memory.b + (1 - alpha) * g
      let root = (memory.a - memory.b * memory.b).squareRoot()
      return (g / (root + epsilon), root)
    case .adadelta(let rho, let epsilon):
      memory.a = rho * memory.a + (1 - rho) * g * g
      let step = ((memory.b + epsilon) / (memory.a + epsilon)).squareRoot() * g
      memory.b = rho * memory.b + (1 - rho) * step * step
      return (step, memory.a.squareRoot())
    default:
      return laterUpdate(g, &memory, t)
    }
  }

  private func laterUpdate(
    _ g: Double, _ memory: inout Memory, _ t: Int
  ) -> (u: Double, decisive: Double) {
    switch self {
    case .nadam(let beta1, let beta2, let epsilon, let psi):
      func mu(_ t: Int) -> Double { beta1 * (1 - 0.5 * pow(0.96, Double(t) * psi)) }
      memory.c = (t == 1 ? 1 : memory.c) * mu(t)
      let mean = moments(g, &memory, beta1, beta2)
      let root = (memory.b / (1 - pow(beta2, Double(t)))).squareRoot()
      let step = (1 - mu(t)) / (1 - memory.c) * g + mu(t + 1) / (1 - memory.c * mu(t + 1)) * mean
      return (step / (root + epsilon), root)
    case .radam(let beta1, let beta2, let epsilon):
      let mean = moments(g, &memory, beta1, beta2) / (1 - pow(beta1, Double(t)))
      let (power, limit) = (pow(beta2, Double(t)), 2 / (1 - beta2) - 1)
      let rho = limit - 2 * Double(t) * power / (1 - power)
      if rho <= 5 { return (mean, .infinity) }
      let r = ((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)).squareRoot()
      let root = memory.b.squareRoot()
      return (r * mean * (1 - power).squareRoot() / (root + epsilon), root)
    case .adabelief(let beta1, let beta2, let epsilon):
      memory.a = beta1 * memory.a + (1 - beta1) * g
      memory.b = beta2 * memory.b + (1 - beta2) * (g - memory.a) * (g - memory.a) + epsilon
      let root = (memory.b / (1 - pow(beta2, Double(t)))).squareRoot()
      return (memory.a / (1 - pow(beta1, Double(t))) / (root + epsilon), root)
    case .lion(let beta1, let beta2):
      let argument = beta1 * memory.a + (1 - beta1) * g
      memory.a = beta2 * memory.a + (1 - beta2) * g
      return (argument == 0 ? 0 : argument > 0 ? 1 : -1, argument)
    default:
      preconditionFailure("\(self) is told above")
    }
  }

  /// Moves the averages of the gradient and of its square, and returns the first.
  private func moments(
    _ g: Double, _ memory: inout Memory, _ beta1: Double, _ beta2: Double
  ) -> Double {
    memory.a = beta1 * memory.a + (1 - beta1) * g
    memory.b = beta2 * memory.b + (1 - beta2) * g * g
    return memory.a
  }
}
