import Foundation
import Processes
import Synchronization

/// A program that is run for what it prints, within limits of its parent's.
struct ChildProcess {
  /// How a program ended.
  enum End: Equatable {
    case code(Int32)
    case signal(Int32)
    /// It was ended: it took too long.
    case tooSlow
    /// It was ended: it printed too much.
    case tooMuchOutput
  }

  let program: String
  /// The words after its name.
  let arguments: [String]
  /// The seconds that it may take, by the clock on the wall.
  let seconds: Double
  /// The bytes that it may print.
  let mostOutput: Int

  /// Runs the program, with an empty standard input and what it says on standard error dropped.
  ///
  /// - Returns: How it ended, and what it printed; `nil` where it could not be started.
  func run() -> (end: End, output: [UInt8])? {
    guard let (child, pipe) = start() else { return nil }
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
    while true {
      switch child.endIfEnded() {
      case .code(let code): return (.code(code), output)
      case .signal(let number): return (.signal(number), output)
      case nil: break
      }
      if !isWhole || ContinuousClock.now > deadline { return ended(.tooSlow) }
      usleep(500)
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

  /// Starts the program, and returns it with the end of a pipe that its output comes from.
  private func start() -> (Subprocess, Int32)? {
    // Two at a time could inherit each other's pipes before those are marked.
    Self.starting.withLock { _ in
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      let child = try? Subprocess(
        program, arguments, targets: [1: .descriptor(ends[1]), 2: .nowhere])
      close(ends[1])
      if child == nil { close(ends[0]) }
      return child.map { ($0, ends[0]) }
    }
  }

  private static let starting = Mutex(())
}
