public import ArgumentParser
public import CentralizeOptions

// The names are enumerations with texts as raw values, so the parser reads them, lists them in the
// help and in shell completions, and refuses others.
extension ModelName: ExpressibleByArgument {}
extension DatasetName: ExpressibleByArgument {}
extension OptimizerName: ExpressibleByArgument {}
extension CentralizationScope: ExpressibleByArgument {}
extension CentralizationPlacement: ExpressibleByArgument {}
extension DecayOrder: ExpressibleByArgument {}
extension NumberType: ExpressibleByArgument {}
extension DeviceName: ExpressibleByArgument {}
