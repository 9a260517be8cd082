import ArgumentParser
import CentralizeOptions
import Files
import Reports
import Streams

/// `centralize schedule`.
struct DrawSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Draw a learning rate over the steps of a run, here or as SVG.",
    discussion: """
      The shapes, where FLOOR is the share of the rate that is left at the end, 0 when nothing is said:
        constant
        cosine[:FLOOR]                  half a cosine over the whole run
        cosine:FLOOR:EPOCHS[:GROWTH]    one in each period of so many epochs, each GROWTH times as long
        linear[:FLOOR]                  a straight line
        polynomial:POWER[:FLOOR]        a power of the steps that are left
        exponential:FACTOR[:EPOCHS]     times FACTOR after every so many epochs, or after each
        step:60,120,180:0.1             times 0.1 at these epochs
        one-cycle[:RISE[:START[:END]]]  up in the share RISE of the steps, 0.3, from 1/START, 1/25, and \
      down to 1/END of that, 1/10000
        plateau:FACTOR:PATIENCE         times FACTOR after more than PATIENCE evaluations in a row \
      whose loss on held-out images is no lower

      A warm-up behind any but one-cycle: ,warmup:500 (steps), ,warmup:5e (epochs), ,warmup:5e:0.01 \
      (from this share of the rate).

      Examples:
        centralize schedule --schedule cosine,warmup:5e:0.01 --epochs 90
        centralize schedule --schedule one-cycle --steps 2000 --learning-rate 0.4
        centralize schedule --recipe imagenet-resnet50-torchvision-v2 --output rate.svg
      """)

  @Option(.schedule, help: "The schedule; the shapes are listed above.") var schedule: String?
  @Option(.epochs, help: "The length of the run in epochs. (default: 100)") var epochs: Int?
  @Option(.steps, help: "The length in optimizer steps, instead of --epochs.") var steps: Int?
  @Option(.learningRate, help: "The largest learning rate. (default: 1)") var learningRate: Double?
  @Option(.stepsPerEpoch) var stepsPerEpoch = 100
  @Option(.output, help: "Also write the drawing to this file, as SVG.") var output: String?

  @OptionGroup var file: ConfigOption

  func run() throws {
    let course = try ScheduledCourse(given, stepsPerEpoch: stepsPerEpoch)
    let plot = Plot(course)
    if let output {
      try AtomicFile.write(plot.svg(.file, id: "schedule"), to: UserPath.target(of: output))
    }
    StandardOutput.print(plot.text())
    if course.schedule.plateau != nil {
      StandardOutput.print(
        "\nWhen a plateau lets the rate fall is known when its losses are; until then it is this.")
    }
  }
}
