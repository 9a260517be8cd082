/// Lets only a few children run at a time: each takes a core and the memory of libtorch.
actor Slots {
  /// Those of this process.
  static let shared = Slots()
  private var free = 2
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Runs `body` once there is room for another child.
  nonisolated func with<Result: Sendable>(
    _ body: () async throws -> Result
  ) async throws -> Result {
    await take()
    do {
      let result = try await body()
      await giveBack()
      return result
    } catch {
      await giveBack()
      throw error
    }
  }

  private func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func giveBack() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
