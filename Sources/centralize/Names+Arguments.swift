import EngineProtocol
public import ArgumentParser
public import CentralizeOptions
package import Coco

// The names are enumerations with texts as raw values, so the parser reads them, lists them in the
// help and in shell completions, and refuses others.
extension ModelName: ExpressibleByArgument {}
extension BackboneName: ExpressibleByArgument {}
extension DetectionConvention: ExpressibleByArgument {}
extension ActivationNorm: ExpressibleByArgument {}
extension WeightForm: ExpressibleByArgument {}
extension AircraftLabels: ExpressibleByArgument {}
extension Crop.Kind: ExpressibleByArgument {}
extension DatasetName: ExpressibleByArgument {
  /// The data set of this name; `cifar-10` is understood as `cifar10`.
  public init?(argument: String) {
    self.init(rawValue: argument.replacing("cifar-", with: "cifar"))
  }
}
extension OptimizerName: ExpressibleByArgument {}
extension Momentum.Form: ExpressibleByArgument {}
extension Centralization.FanInRule: ExpressibleByArgument {}
extension Centralization.Placement: ExpressibleByArgument {}
extension Centralization.Axis: ExpressibleByArgument {}
extension Centralization.DecayOrder: ExpressibleByArgument {}
extension NumberType: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
extension OptimizerBenchmarkRequest.Network: ExpressibleByArgument {}
extension OptimizerBenchmarkRequest.Rule: ExpressibleByArgument {}
extension RegionKind: ExpressibleByArgument {}
