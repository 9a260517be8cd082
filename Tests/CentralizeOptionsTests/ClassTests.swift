import CentralizeOptions
import TestSupport
import Testing

struct ClassTests {
  @Test(arguments: [
    ("0-4", [0, 1, 2, 3, 4], "0-4"), ("0,2,5-7", [0, 2, 5, 6, 7], "0,2,5-7"),
    ("7,1", [1, 7], "1,7"), ("3,4,5", [3, 4, 5], "3-5"), ("2-2,9", [2, 9], "2,9"),
  ])
  func subsetsAreRead(_ text: String, classes: [Int], canonical: String) throws {
    let subset = try #require(ClassSubset(text))
    #expect(subset.classes == classes)
    #expect(subset.count == classes.count)
    #expect(subset.description == canonical)
    #expect(ClassSubset(canonical) == subset)
  }

  @Test(arguments: [
    "", "a", "4-0", "1,", ",1", "1--2", "-1", "1-2-3", "0-4,3", "1,1", "0-99999999999999999999",
    "0-999999999", "1.5", "٣",
  ])
  func otherTextsAreNot(_ text: String) {
    expectError("--class-subset must be", "'\(text)'") {
      _ = try run { $0[.classSubset] = .text(text) }
    }
  }

  @Test func aSubsetGivesTheNumberOfClasses() throws {
    let subset: OptionValue = "0-4"
    #expect(try run { $0[.classSubset] = subset }[.classes] == 5)
    let wide = try run {
      $0[.classSubset] = subset
      $0[.classes] = 8
    }
    #expect(wide[.classes] == 8)
    expectError("--classes must be at least 5", "but is 4") {
      _ = try run {
        $0[.classSubset] = subset
        $0[.classes] = 4
      }
    }
  }

  @Test func aSubsetLiesInTheDataSetAndHasTwoClasses() throws {
    let beyond: OptionValue = "0-10"
    let lone: OptionValue = "3"
    expectError("--class-subset must be within the classes 0-9 of fashion-mnist", "0-10") {
      _ = try run { $0[.classSubset] = beyond }
    }
    expectError("--class-subset must be at least 2 classes", "3") {
      _ = try run { $0[.classSubset] = lone }
    }
    let hundred = try run {
      $0[.dataset] = "cifar100"
      $0[.classSubset] = beyond
    }
    #expect(hundred[.classes] == 11)
  }
}
