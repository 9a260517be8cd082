import Foundation

/// Damaged files for as long as `EXTENDED_FUZZ_SECONDS` says: the long form of a reader's tests.
///
/// A suite is enabled by ``isEnabled`` and calls ``run(_:on:reach:_:)``. The seed is printed first, and
/// `EXTENDED_FUZZ_SEED` takes it back. A reader that crashes leaves the file that it was given, whose
/// path is printed too: it belongs into the reader's tests.
public enum ExtendedFuzzing {
  /// Whether the environment asks for it.
  public static var isEnabled: Bool { number("EXTENDED_FUZZ_SECONDS") != nil }

  /// Gives `read` the path of one damaged file after another.
  ///
  /// - Parameters:
  ///   - name: what is read, for the lines that are printed.
  ///   - originals: well-formed files, which are damaged in turn.
  ///   - reach: how many bytes from the start may change; `nil` for all.
  ///   - read: reads the file at the path; an error that it throws is a failure of the test, so it
  ///     catches those that a damaged file may cause.
  /// - Returns: how many files were read.
  /// - Throws: what `read` throws.
  @discardableResult
  public static func run(
    _ name: String, on originals: [[UInt8]], reach: Int? = nil, _ read: (String) throws -> Void
  ) throws -> Int {
    let folder = try TemporaryFolder()
    let seed = number("EXTENDED_FUZZ_SEED") ?? UInt64.random(in: 1...UInt64(UInt32.max))
    print("fuzzing \(name): EXTENDED_FUZZ_SEED=\(seed), the file is \(folder.file("damaged"))")
    let end = ContinuousClock.now + .seconds(Int64(number("EXTENDED_FUZZ_SECONDS") ?? 0))
    var mutations = originals.enumerated().map { index, original in
      Mutations(of: original, seed: seed + UInt64(index), reach: reach)
    }
    var count = 0
    while ContinuousClock.now < end {
      let index = count % mutations.count
      try read(try folder.write(mutations[index].next() ?? [], to: "damaged"))
      count += 1
    }
    print("fuzzing \(name): \(count) files")
    return count
  }

  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap(UInt64.init).flatMap { $0 > 0 ? $0 : nil }
  }
}
