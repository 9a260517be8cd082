import CentralizeOptions
import TestSupport
import Testing

struct ScheduleTests {
  @Test(arguments: [
    ("constant", Schedule(.constant)),
    ("cosine", Schedule(.cosine())),
    ("cosine,warmup:500", Schedule(.cosine(), warmup: .steps(500))),
    (
      "step:60,120,180:0.1", Schedule(.step(milestones: [60, 120, 180], factor: 0.1))
    ),
    ("step:8:0.5", Schedule(.step(milestones: [8], factor: 0.5))),
    (
      "step:8,11:0.1,warmup:500",
      Schedule(.step(milestones: [8, 11], factor: 0.1), warmup: .steps(500))
    ),
    (
      "step:8,11:0.1,warmup:500:0.25",
      Schedule(.step(milestones: [8, 11], factor: 0.1), warmup: .steps(500, from: 0.25))
    ),
    ("cosine:0.01", Schedule(.cosine(floor: 0.01))),
    ("cosine:0.0:10", Schedule(.cosine(restarts: .init(epochs: 10)))),
    ("cosine:0.1:10:2", Schedule(.cosine(floor: 0.1, restarts: .init(epochs: 10, growth: 2)))),
    ("linear", Schedule(.linear())),
    ("linear:0.1,warmup:5e", Schedule(.linear(floor: 0.1), warmup: .epochs(5))),
    ("polynomial:0.9", Schedule(.polynomial(power: 0.9))),
    ("polynomial:2.0:0.1", Schedule(.polynomial(power: 2, floor: 0.1))),
    ("exponential:0.97", Schedule(.exponential(factor: 0.97))),
    ("exponential:0.1:30", Schedule(.exponential(factor: 0.1, epochs: 30))),
    ("one-cycle", Schedule(.oneCycle())),
    ("one-cycle:0.2:10.0:100.0", Schedule(.oneCycle(.init(rise: 0.2, start: 10, end: 100)))),
    ("plateau:0.1:5", Schedule(.plateau(.init(factor: 0.1, patience: 5)))),
    ("cosine,warmup:5e:0.01", Schedule(.cosine(), warmup: .epochs(5, from: 0.01))),
  ])
  func schedulesAreReadAndWritten(_ text: String, schedule: Schedule) throws {
    #expect(Schedule(text) == schedule)
    #expect(schedule.description == text)
  }

  @Test(arguments: [
    ("cosine:0", "cosine"), ("cosine:0:10:1", "cosine:0.0:10"), ("linear:0", "linear"),
    ("one-cycle:0.3", "one-cycle"), ("one-cycle:0.3:25:10000", "one-cycle"),
    ("exponential:0.5:1", "exponential:0.5"),
  ])
  func whatIsUsualIsNotWritten(_ text: String, _ short: String) {
    #expect(Schedule(text)?.description == short)
  }

  @Test func noWarmUpIsNotWritten() throws {
    #expect(Schedule("constant,warmup:0")?.description == "constant")
    #expect(Schedule("constant,warmup:0:0.5")?.description == "constant")
    #expect(Schedule("constant,warmup:0e")?.description == "constant")
  }

  @Test(arguments: [
    "", "linear:1", "linear:-0.1", "linear:0.1:2", "cosine:", "cosine:0.1:0", "cosine:0.1:5:0",
    "polynomial",
    "polynomial:0", "polynomial:2:1", "exponential", "exponential:0", "exponential:0.5:0",
    "one-cycle:1",
    "one-cycle:0.3:0.5", "one-cycle,warmup:5", "plateau", "plateau:0.1", "plateau:1:5",
    "plateau:0.1:-1",
    "plateau:0.1:2:3", "cosine,warmup:e", "cosine,warmup:1.5e", "cosine,warmup:5ee", "Cosine",
    "step", "step:", "step::0.1", "step:60", "step:60:", "step:60,60:0.1",
    "step:120,60:0.1", "step:0:0.1", "step:-1:0.1", "step:a:0.1", "step:60:0", "step:60:1.5",
    "step:60:nan", "step:60,:0.1", "step:60:0.1:2", "cosine,warmup:", "cosine,warmup:-1",
    "cosine,warmup:1.5", "cosine,warmup:5:", "cosine,warmup:5:0", "cosine,warmup:5:1",
    "cosine,warmup:5:0.5:2",
    "cosine,warmup:1,warmup:2", "warmup:5", "cosine,", "cosine,cooldown:1",
    "step:99999999999999999999:0.1", "step:1000000,1000001:0.1",
  ])
  func otherTextsAreNot(_ text: String) {
    expectError("--schedule must be", "'\(text)'") {
      _ = try run { $0[.schedule] = .text(text) }
    }
  }

  @Test func aPlateauFollowsHeldOutImagesAndNoStrength() throws {
    expectError("--validation is missing", "--schedule plateau") {
      _ = try run { $0[.schedule] = "plateau:0.1:5" }
    }
    _ = try run {
      $0[.schedule] = "plateau:0.1:5"
      $0[.validation] = 10
    }
    expectError("--centralization-schedule must be a schedule that follows the steps alone") {
      _ = try run {
        $0[.centralizationSchedule] = "plateau:0.1:5"
        $0[.validation] = 10
      }
    }
  }

  @Test func someFollowTheLengthOfTheRun() {
    for text in ["cosine", "cosine:0.1", "linear", "polynomial:2", "one-cycle"] {
      #expect(Schedule(text)?.followsLength == true, "\(text)")
    }
    for text in ["constant", "cosine:0:5", "exponential:0.5", "step:5:0.1", "plateau:0.1:5"] {
      #expect(Schedule(text)?.followsLength == false, "\(text)")
    }
  }

  @Test func aScheduleMadeInCodeIsCheckedWithTheRun() throws {
    var run = try run()
    run.course.schedule = Schedule(.step(milestones: [3, 2], factor: 0.1))
    expectError("--schedule") { try run.validate() }
  }
}
