// What an experiment is described with comes with this module.
@_exported public import RunRecords
@_exported public import Settings
@_exported public import TorchTraining
