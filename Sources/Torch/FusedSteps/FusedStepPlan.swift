import CTorch
package import Kernels

/// One optimizer step over many parameters at once, on the CPU: each weight, gradient and slot is
/// read and written once.
///
/// A plan holds on to the weights and slots. Running it allocates nothing.
package final class FusedStepPlan {
  /// One parameter of a plan.
  package struct Entry {
    package let parameter: Parameter
    /// The optimizer's memory of it, as many tensors as the rule needs.
    package let slots: [Tensor]
    /// The output units, each one contiguous stretch of the weight; 0 where it is not centralized.
    package let rows: Int
    /// The index of its settings.
    package let group: Int
    /// The count of its steps, which has to outlive the plan.
    package let steps: UnsafeMutablePointer<Int64>

    package init(
      _ parameter: Parameter, slots: [Tensor], rows: Int, group: Int,
      steps: UnsafeMutablePointer<Int64>
    ) {
      precondition(
        slots.count <= CT_SLOT_COUNT,
        "a fused step has at most \(CT_SLOT_COUNT) slots, found \(slots.count)")
      (self.parameter, self.slots, self.rows) = (parameter, slots, rows)
      (self.group, self.steps) = (group, steps)
    }
  }

  /// What a run did with one parameter.
  package enum Outcome: Int8 {
    case noGradient
    case done
    /// Nothing: the caller's turn.
    case unsuited
  }

  private let handle: CTFusedStep
  private let outcomes: UnsafeMutableBufferPointer<Int8>
  private let settings: UnsafeMutableBufferPointer<CTStepSettings>

  /// A plan for these parameters, with `groups` different settings.
  package init(_ entries: [Entry], groups: Int) {
    let parameters = entries.map { entry in
      CTStepParameter(
        weight: entry.parameter.handle,
        slots: (entry.slots.first?.handle, entry.slots.dropFirst().first?.handle),
        rows: Int64(entry.rows), group: Int32(entry.group), steps: entry.steps)
    }
    var created: CTFusedStep?
    require(ct_fused_step_create(parameters, parameters.count, &created))
    withExtendedLifetime(entries) {}
    handle = unwrap(created)
    outcomes = .allocate(capacity: entries.count)
    settings = .allocate(capacity: groups)
    settings.initialize(repeating: CTStepSettings())
  }

  deinit {
    ct_fused_step_release(handle)
    outcomes.deallocate()
    settings.deallocate()
  }

  /// Sets what the parameters of `group` share in the next run.
  package func set(_ values: CTStepSettings, for group: Int) { settings[group] = values }

  /// Makes the step of every parameter that has a gradient and suits, and says whether there are
  /// some that do not.
  package func run(gradientScale: Double, clearGradients: Bool) -> Bool {
    require(
      ct_fused_step_run(
        handle, settings.baseAddress, gradientScale, clearGradients, outcomes.baseAddress,
        outcomes.count))
    return outcomes.contains(Outcome.unsuited.rawValue)
  }

  /// What the last run did with the parameter of one entry.
  package func outcome(of entry: Int) -> Outcome { Outcome(rawValue: outcomes[entry]) ?? .unsuited }
}

/// Which vector instructions the fused kernels use.
public enum FusedKernels {
  /// `avx512`, `avx2`, `neon` or `baseline`: the best that this machine has, unless another was
  /// chosen.
  public static var instructionSet: String { String(cString: ct_instruction_set()) }

  /// Makes all later steps use that instruction set, or with `nil` the best one again.
  ///
  /// Says whether this machine has it. For tests and benchmarks.
  @discardableResult public static func use(instructionSet name: String?) -> Bool {
    ct_use_instruction_set(name)
  }
}
