import Files
import RunRecords
import TorchData

extension RunWriter {
  /// Writes what was taken for what, with the names of the classes as files of weights say them.
  func writeConfusion(_ confusion: ClassConfusion?, of task: any TrainingTask) throws {
    guard var confusion else { return }
    confusion.classNames = task.weightsOrigin.classNames
    try JSONFile.write(confusion, to: folder + "/" + RunFiles.confusion)
  }

  /// Draws what came out onto some of the examples that it was measured on, and writes the pictures.
  func drawPictures(_ loop: TrainingLoop) throws {
    let trainer = loop.trainer
    let pictures = try trainer.model.evaluating {
      try trainer.computing { try loop.task.pictures(of: trainer.model) }
    }
    if pictures.isEmpty { return }
    try Folder.make(folder + "/" + RunFiles.pictures)
    for (index, picture) in pictures.enumerated() {
      try picture.truth.write(to: folder + "/" + RunFiles.picture(of: .truth, index + 1))
      try picture.found.write(to: folder + "/" + RunFiles.picture(of: .found, index + 1))
    }
  }
}

extension Picture {
  /// Writes a PNG file, whole or not at all.
  func write(to path: String) throws(FileError) {
    let bytes = png
    try AtomicFile.write(to: path) { (file) throws(FileError) in try file.append(bytes) }
  }
}
