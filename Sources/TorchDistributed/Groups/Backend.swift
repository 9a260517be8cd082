/// What carries the collectives of a group.
public enum Backend: String, CaseIterable, Hashable, Sendable {
  /// Gloo, which is part of libtorch: the CPU's memory, over TCP.
  case gloo
}
