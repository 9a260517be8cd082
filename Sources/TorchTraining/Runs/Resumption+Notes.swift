import CentralizeOptions
import Foundation
import RunRecords

extension Resumption {
  /// What the change does to the numbers, a sentence each.
  func notes(_ loop: TrainingLoop, from old: RunConfiguration) -> [String] {
    let new = loop.configuration
    var notes = [OptionName.threads, .device].filter { old[$0] != new[$0] }.map { option in
      changed(option.flag, from: old[option], to: new[option])
    }
    if let libtorch { notes.append(changed("libtorch", from: libtorch.from, to: libtorch.to)) }
    guard let epochs = old.course.epochs, let more = new.course.epochs, epochs != more else {
      return notes
    }
    var note = "note: the run has \(more) epochs, and had \(epochs)"
    if old.course.followsLength != nil {
      let perEpoch = loop.trainer.stepsPerEpoch
      let rate = new.course.learningRate
      let before = old.makeSchedule(totalSteps: epochs * perEpoch, stepsPerEpoch: perEpoch)
      note +=
        ": its schedules are those of \(more) epochs from here on, with a learning rate of "
        + "\(rounded(rate * loop.trainer.schedule(step))) in the next step, after "
        + "\(rounded(rate * before(max(step - 1, 0)))) in the last one"
    }
    notes.append(note)
    return notes
  }

  private func changed(_ what: String, from old: OptionValue?, to new: OptionValue?) -> String {
    "note: \(what) was \(words(old)) and is \(words(new)) from step \(step) on: numbers can differ in their last "
      + "digits from those of a run that stayed as it was"
  }

  private func rounded(_ rate: Double) -> String { String(format: "%.4g", rate) }

  private func words(_ value: OptionValue?) -> String { value?.description ?? "not set" }
}
