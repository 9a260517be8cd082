import Testing
import TorchTraining

/// Each error is one sentence that says what to do where there is something.
struct TrainingErrorTests {
  @Test func sentences() {
    let sentences: [(TrainingError, String)] = [
      (
        .tooFewImages(option: "batch-size", wanted: 8, found: 4),
        "--batch-size: the data must have at least 8 images for it, found 4"
      ),
      (
        .damaged(file: "a\u{1B}[2J", reason: "r"), #"a\u{1B}[2J: r"#
      ),
      (
        .notFinite(step: 3, loss: "inf", origin: "it began in aten::linear"),
        "step 3: the loss is inf; it began in aten::linear. Lower the learning rate or use "
          + "--clip-norm"
      ),
      (
        .gradientNotFinite(step: 3, parameter: "fc.weight"),
        "step 3: the gradient of fc.weight is no longer finite; the last checkpoint is kept. "
          + "Lower the learning rate or use --clip-norm"
      ),
      (
        .weightsNotFinite(step: 3, name: "bn1.running_var"),
        "step 3: bn1.running_var is no longer finite; the last checkpoint is kept. Lower the "
          + "learning rate or use --clip-norm"
      ),
      (
        .interrupted(step: 3, folder: "runs/1"),
        "stopped after step 3, everything is saved; go on with --resume --output runs/1"
      ),
      (
        .dataChanged(file: "d/train.bin", folder: "runs/1"),
        "d/train.bin is not what the run in runs/1 began with: its SHA-256 differs"
      ),
      (
        .unfitClasses(option: "classes", expected: "at least 3", found: "2"),
        "--classes must be at least 3, but is 2"
      ),
      (.badInput(file: "a", expected: "b", found: "c"), "a: expected b, found c"),
      (.damaged(file: "a", reason: "b"), "a: b"),
      (.mismatch(file: "a", model: "m", reason: "r"), "a does not fit the model m: r"),
    ]
    for (error, sentence) in sentences { #expect(error.description == sentence) }
  }
}
