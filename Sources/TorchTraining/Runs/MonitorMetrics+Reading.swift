import RunRecords
import TorchOptimizers

extension MonitorMetrics.Layer {
  init(_ reading: CentralizationReading) {
    self.init(
      name: reading.name, drift: reading.drift, tolerance: reading.tolerance,
      isPromised: reading.isPromised, gradientNorm: reading.gradientNorm,
      gradientShare: reading.gradientShare, updateShare: reading.updateShare)
  }
}
