import ArgumentParser
import CentralizeOptions

/// What a subcommand does with a training, and the options that are its own.
protocol CourseWork: ParsableArguments {
  /// The subcommand's name and help.
  static var configuration: CommandConfiguration { get }

  /// Does it.
  ///
  /// - Parameter course: The options of the training that were given.
  /// - Throws: What keeps it from being done.
  func run(_ course: OptionMap) throws
}

/// A subcommand that takes the options which decide what a training run comes to, in titled groups.
///
/// They stand in the command, and not in a group of groups: with each level of groups in groups, a debug
/// build of the parser takes four times as long to check itself.
struct CourseCommand<Work: CourseWork>: ParsableCommand {
  static var configuration: CommandConfiguration { Work.configuration }

  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Training images") var images: ImageOptions
  @OptionGroup(title: "Training images") var augmentation: AugmentationOptions
  @OptionGroup(title: "Image files") var photographs: PhotographOptions
  @OptionGroup(title: "Length and schedule") var length: LengthOptions
  @OptionGroup(title: "Length and schedule") var evaluation: EvaluationOptions
  @OptionGroup(title: "Optimizer") var optimizer: OptimizerOptions
  @OptionGroup(title: "Optimizer") var parameters: ParameterOptions
  @OptionGroup(title: "Momentum of the optimizer") var momentum: MomentumOptions
  @OptionGroup(title: "Scaling of the optimizer") var scaling: ScalingOptions
  @OptionGroup(title: "Around the optimizer") var wrappers: WrapperOptions
  @OptionGroup(title: "Gradient centralization") var scope: ScopeOptions
  @OptionGroup(title: "Gradient centralization") var placement: PlacementOptions
  @OptionGroup(title: "Gradient centralization") var strength: StrengthOptions
  @OptionGroup(title: "Fine-tuning") var fineTuning: FineTuningOptions
  @OptionGroup(title: "Machine") var machine: MachineOptions
  @OptionGroup(title: "Machine") var workers: WorkerOptions
  @OptionGroup(title: "Machine") var device: DeviceOptions
  @OptionGroup(title: "Run") var start: RunOptions

  @OptionGroup var work: Work

  func run() throws { try work.run(given(besides: "_work")) }
}
