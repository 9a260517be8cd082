package import Files
import Foundation

/// A program that is run to its end for what it says, within limits of its parent's.
package struct LimitedProgram {
  /// How a program ended.
  package enum End: Equatable {
    case code(Int32)
    case signal(Int32)
    /// It was ended: it took too long.
    case tooSlow
    /// It was ended: it said too much.
    case tooMuchOutput
  }

  private let program: String
  private let arguments: [String]
  private let variables: [String: String]
  private let heard: Int32
  private let targets: [Int32: Subprocess.Target]
  private let seconds: Double
  private let mostOutput: Int

  /// A program that is not started yet.
  ///
  /// - Parameters:
  ///   - program: Its path.
  ///   - arguments: The words after its name.
  ///   - variables: Variables of its environment beside those of this process.
  ///   - heard: The descriptor that is listened to.
  ///   - targets: Where others of its descriptors lead; what it says on standard output or error leads nowhere where
  ///     that is not named.
  ///   - seconds: How long it may take, by the clock on the wall.
  ///   - mostOutput: The bytes that it may say.
  package init(
    _ program: String, _ arguments: [String], variables: [String: String] = [:],
    heard: Int32 = STDOUT_FILENO, targets: [Int32: Subprocess.Target] = [:], seconds: Double,
    mostOutput: Int
  ) {
    (self.program, self.arguments, self.variables) = (program, arguments, variables)
    (self.heard, self.seconds, self.mostOutput) = (heard, seconds, mostOutput)
    self.targets = targets
  }

  /// Runs the program.
  ///
  /// - Returns: How it ended, and what it said.
  /// - Throws: `FileError` when the system does not start it.
  package func run() throws(FileError) -> (end: End, output: [UInt8]) {
    let (child, pipe) = try start()
    defer { close(pipe) }
    let deadline = ContinuousClock.now + .seconds(seconds)
    var output: [UInt8] = []
    let isWhole = read(pipe, into: &output, until: deadline)
    func ended(_ end: End) -> (end: End, output: [UInt8]) {
      child.send(SIGKILL)
      child.wait()
      return (end, output)
    }
    // First, as it may have come to its end by now.
    if output.count > mostOutput { return ended(.tooMuchOutput) }
    switch child.wait(until: isWhole ? deadline : .now) {
    case .code(let code): return (.code(code), output)
    case .signal(let number): return (.signal(number), output)
    case nil: return ended(.tooSlow)
    }
  }

  /// Whether the output came to its end before the limits did.
  private func read(
    _ pipe: Int32, into output: inout [UInt8], until deadline: ContinuousClock.Instant
  ) -> Bool {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { piece.deallocate() }
    while output.count <= mostOutput {
      let left = (deadline - ContinuousClock.now) / .milliseconds(1)
      guard left > 0 else { return false }
      var poll = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      let ready = Foundation.poll(&poll, 1, Int32(clamping: Int(left) + 1))
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { return false }
      let count = Foundation.read(pipe, piece.baseAddress, piece.count)
      if count == 0 { return true }
      guard count > 0 else { return false }
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
    return false
  }

  /// Starts the program, and returns it with the end of a pipe that its words come from.
  private func start() throws(FileError) -> (Subprocess, Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw FileError.last("start", program) }
    defer { close(ends[1]) }
    let all: [Int32: Subprocess.Target] = [STDOUT_FILENO: .nowhere, STDERR_FILENO: .nowhere]
      .merging(targets) { $1 }
      .merging([heard: .descriptor(ends[1])]) { $1 }
    do {
      return (try Subprocess(program, arguments, targets: all, variables: variables), ends[0])
    } catch {
      close(ends[0])
      throw error
    }
  }
}
