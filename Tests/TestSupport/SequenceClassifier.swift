public import Torch
public import TorchNN

/// A memory of two layers with dropout, and a classifier of its last output: two classes of sequences `[6, N, 5]`.
public final class SequenceClassifier: Layer {
  let lstm: LSTM
  let dropout: Dropout
  let fc: Linear

  /// With initial weights from `generator`.
  public init(using generator: Generator) {
    lstm = LSTM(5, 16, layers: 2, dropout: 0.3, using: generator)
    dropout = Dropout(0.5, using: generator)
    fc = Linear(16, 2, using: generator)
  }

  /// The logits `[N, 2]`.
  public func callAsFunction(_ x: Tensor) -> Tensor { fc(dropout(lstm(x).select(0, -1))) }
}
