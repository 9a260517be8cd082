import Foundation
import TestSupport
import Testing
import Torch

// What the program does wrong stands here, as the body of an exit test is code that a macro has made.
private func multiplyUnfit(_ x: Tensor) { _ = x.matmul(x) }
private let lineOfMultiplying = #line - 1
private func addUnfit(_ x: Tensor) { _ = [Tensor([1.0, 2, 3])].map { $0 + x } }
private let lineOfAdding = #line - 1
private func askForTheSize(_ x: Tensor) { _ = x.size(2) }
private let lineOfAsking = #line - 1

/// A trap names the line of the program that came into the library.
@Suite struct CallSiteTests {
  private func line(_ standardError: [UInt8]?) -> Int? {
    text(standardError).firstMatch(of: #/called at .*/CallSiteTests\.swift:([0-9]+), in /#)
      .flatMap { Int($0.1) }
  }

  @Test func ofANamedOperation() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      unsetenv("SWIFT_BACKTRACE")
      multiplyUnfit(Tensor([[1.0, 2]]))
    }
    #expect(line(result?.standardErrorContent) == lineOfMultiplying)
    let message = text(result?.standardErrorContent)
    // libtorch 2.15 says 'mm:' in between.
    #expect(message.contains("libtorch: aten::matmul: ") && message.contains("mat1 and mat2"))
    #expect(message.contains(", in multiplyUnfit"))
  }

  @Test func ofAnOperator() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      unsetenv("SWIFT_BACKTRACE")
      addUnfit(Tensor([1.0, 2]))
    }
    #expect(line(result?.standardErrorContent) == lineOfAdding)
  }

  @Test func ofACheckOfTheLibrary() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      unsetenv("SWIFT_BACKTRACE")
      askForTheSize(Tensor([[1.0, 2]]))
    }
    #expect(line(result?.standardErrorContent) == lineOfAsking)
    let message = text(result?.standardErrorContent)
    #expect(message.contains("dimension 2 of a tensor of rank 2"))
  }
}
