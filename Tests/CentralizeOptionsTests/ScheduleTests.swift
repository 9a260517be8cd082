import CentralizeOptions
import TestSupport
import Testing

struct ScheduleTests {
  @Test(arguments: [
    ("constant", Schedule(.constant)),
    ("cosine", Schedule(.cosine)),
    ("cosine,warmup:500", Schedule(.cosine, warmupSteps: 500)),
    (
      "step:60,120,180:0.1", Schedule(.step(milestones: [60, 120, 180], factor: 0.1))
    ),
    ("step:8:0.5", Schedule(.step(milestones: [8], factor: 0.5))),
    (
      "step:8,11:0.1,warmup:500",
      Schedule(.step(milestones: [8, 11], factor: 0.1), warmupSteps: 500)
    ),
    (
      "step:8,11:0.1,warmup:500:0.25",
      Schedule(.step(milestones: [8, 11], factor: 0.1), warmupSteps: 500, warmupShare: 0.25)
    ),
  ])
  func schedulesAreReadAndWritten(_ text: String, schedule: Schedule) throws {
    #expect(Schedule(text) == schedule)
    #expect(schedule.description == text)
  }

  @Test func noWarmUpIsNotWritten() throws {
    #expect(Schedule("constant,warmup:0")?.description == "constant")
    #expect(Schedule("constant,warmup:0:0.5")?.description == "constant")
  }

  @Test(arguments: [
    "", "linear", "Cosine", "step", "step:", "step::0.1", "step:60", "step:60:", "step:60,60:0.1",
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

  @Test func aScheduleMadeInCodeIsCheckedWithTheRun() throws {
    var run = try run()
    run.course.schedule = Schedule(.step(milestones: [3, 2], factor: 0.1))
    expectError("--schedule") { try run.validate() }
  }
}
