import CentralizeOptions
import TestSupport
import Testing

/// What is centralized, by names.
struct CentralizationScopesTests {
  private typealias Scopes = Centralization.Scopes

  @Test(arguments: [
    ("all", "all"), ("none", "none"), ("none,fc.weight=all", "none,fc.weight=all"),
    ("fc*=none", "all,fc*=none"), ("all,none", "none"), ("fc*=none,convolutions", "convolutions"),
    (
      "convolutions,layer?.[01].*=none,*.conv2.*=all",
      "convolutions,layer?.[01].*=none,*.conv2.*=all"
    ),
  ])
  func textsAreReadAndWritten(_ text: String, written: String) throws {
    let scopes = try #require(Scopes(text))
    #expect(scopes.description == written && Scopes(written) == scopes)
  }

  @Test(arguments: [
    "", "some", "all,", "=all", "fc=", "fc=some", "a=b=all", " fc=all",
    "All",
  ])
  func otherTextsAreNot(_ text: String) {
    expectError("--centralization must be none, all or convolutions, or", "'\(text)'") {
      _ = try run { $0[.centralization] = .text(text) }
    }
  }

  /// As Python's `fnmatchcase`: a star takes dots, and there are no escapes.
  @Test func theLastPatternThatMatchesCounts() throws {
    let scopes = try #require(Scopes("none,layer*=all,*.conv1.weight=convolutions,layer4.*=none"))
    #expect(scopes.scope(of: "conv1.weight") == .none)
    #expect(scopes.scope(of: "layer1.0.conv2.weight") == .all)
    #expect(scopes.scope(of: "layer1.0.conv1.weight") == .convolutions)
    #expect(scopes.scope(of: "layer4.0.conv1.weight") == .none)
    #expect(scopes.exception(for: "conv1.weight") == nil)
    #expect(Scopes("a[!b]=none")?.scope(of: "ab") == .all)
    #expect(Scopes(#"a\*=none"#)?.scope(of: #"a\x"#) == Centralization.Scope.none)
  }

  @Test func exceptionsAreAPartOfTheRun() throws {
    let some = try run { $0[.centralization] = "none,fc.*=all" }
    #expect(some[.centralization] == "none,fc.*=all")
    #expect(some[.minimumFanIn] == 2)
    #expect(some.optimizer.centralization?.scopes == Scopes("none,fc.*=all"))
    // Where all are none, the other settings mean nothing.
    let none = try run { $0[.centralization] = "none,fc.*=none" }
    #expect(none[.centralization] == "none" && none[.minimumFanIn] == nil)
  }
}
