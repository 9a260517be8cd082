extension Surroundings {
  package func checkDataFolder(_ path: String, of dataset: DatasetName) throws(OptionsError) {
    switch kind(absolute(path)) {
    case .folder: return
    case .file: throw .wrongPath(.data, path: path, reason: "is a file, not a folder")
    case nil: throw .missingFolder(.data, path: path, expected: dataset.layout)
    }
  }

  package func checkFile(_ path: String, of option: OptionName) throws(OptionsError) {
    switch kind(absolute(path)) {
    case .file: return
    case .folder: throw .wrongPath(option, path: path, reason: "is a folder, not a file")
    case nil: throw .missingFile(option, path: path)
    }
  }

  /// Checks that a file to write is neither a folder nor one of the files that are read.
  package func checkTarget(
    _ path: String, isNot read: [(OptionName, String)] = []
  ) throws(OptionsError) {
    if path.isEmpty { throw .missing(.output, hint: "it names the file that is written") }
    if kind(absolute(path)) == .folder || path.hasSuffix("/") {
      throw .wrongPath(.output, path: path, reason: "is a folder, not a file")
    }
    for (option, other) in read where absolute(other) == absolute(path) {
      throw .wrongPath(.output, path: path, reason: "is also the file of \(option.flag)")
    }
  }
}

extension RunConfiguration {
  /// Checks that the data folder and the weights file are there.
  package func checkPaths(in surroundings: Surroundings) throws(OptionsError) {
    try checkDataPath(in: surroundings)
    if let weights = start.weights { try surroundings.checkFile(weights, of: .weights) }
  }

  package func checkDataPath(in surroundings: Surroundings) throws(OptionsError) {
    try surroundings.checkDataFolder(data.folder, of: data.dataset)
  }
}
