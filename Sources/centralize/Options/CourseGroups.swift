import ArgumentParser
import CentralizeOptions

/// The options that decide what a training run comes to, in titled groups.
///
/// Subcommands name this and `LoggingOptions` side by side, and no group holds them both: with each level
/// of groups in groups, a debug build of the parser takes five times as long to check itself.
struct CourseGroups: ParsableArguments {
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Training images") var images: ImageOptions
  @OptionGroup(title: "Training images") var augmentation: AugmentationOptions
  @OptionGroup(title: "Image files") var photographs: PhotographOptions
  @OptionGroup(title: "Length and schedule") var length: LengthOptions
  @OptionGroup(title: "Optimizer") var optimizer: OptimizerOptions
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
  @OptionGroup(title: "Run") var run: RunOptions

  /// What was given, here and for what is written on the way.
  func given(_ logging: LoggingOptions) -> OptionMap { given.overlaid(by: logging.given) }
}
