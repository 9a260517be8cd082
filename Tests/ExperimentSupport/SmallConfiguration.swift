package import CentralizeOptions

/// A configuration of resnet8 on Fashion-MNIST, whose data need not be there.
package func configuration(
  _ change: (inout TrainingOptions) throws -> Void = { _ in }
) throws -> RunConfiguration {
  var options = TrainingOptions()
  options.model = .resnet8
  options.dataset = .fashionMNIST
  options.data = "/data"
  options.batchSize = 8
  options.threads = 1
  try change(&options)
  return try options.resolved(
    in: Surroundings(environment: [:], currentFolder: "/", cores: 1, kind: { _ in nil }))
}
