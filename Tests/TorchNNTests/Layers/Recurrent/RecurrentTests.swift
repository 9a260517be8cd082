import TestSupport
import Testing
import Torch
import TorchNN

/// What the fixtures leave out: the keys' order, dropout between layers, and what traps.
@Suite struct RecurrentTests {
  private let x = Tensor.normal([5, 2, 3], using: Generator(seed: 7))

  @Test func keysStandInPyTorchsOrder() {
    let lstm = LSTM(3, 4, layers: 2, bidirectional: true, using: Generator(seed: 1))
    let keys = ["l0", "l0_reverse", "l1", "l1_reverse"].flatMap { suffix in
      ["weight_ih", "weight_hh", "bias_ih", "bias_hh"].map { "\($0)_\(suffix)" }
    }
    #expect(lstm.stateDict.map(\.name) == keys)
    #expect(lstm.namedParameters.map(\.name) == keys)
    let encoder = Encoder(using: Generator(seed: 1))
    #expect(
      encoder.stateDict.map(\.name) == ["weight_ih_l0", "weight_hh_l0"].map { "rnn.\($0)" })
  }

  @Test func shapesFollowTheGates() {
    let generator = Generator(seed: 1)
    let lstm = LSTM(3, 4, layers: 2, bidirectional: true, using: generator)
    #expect(lstm.parameters[0].shape == [16, 3])
    #expect(lstm.parameters[8].shape == [16, 8], "a second layer reads both directions")
    let gru = GRU(3, 4, using: generator)
    #expect(gru.parameters.map(\.shape) == [[12, 3], [12, 4], [12], [12]])
  }

  @Test func layerByLayerIsTheSameAsAllAtOnce() {
    // So small a probability drops nothing, yet takes the way that drops.
    let once = LSTM(3, 4, layers: 3, bidirectional: true, using: Generator(seed: 1))
    let layered = LSTM(
      3, 4, layers: 3, dropout: 1e-12, bidirectional: true, using: Generator(seed: 1))
    let state = LSTM.State(
      hidden: .normal([6, 2, 4], using: Generator(seed: 2)),
      cell: .normal([6, 2, 4], using: Generator(seed: 3)))
    let (expected, found) = (once(x, from: state), layered(x, from: state))
    #expect(maxDifference(found.output, expected.output) < 1e-6)
    #expect(maxDifference(found.state.hidden, expected.state.hidden) < 1e-6)
    #expect(maxDifference(found.state.cell, expected.state.cell) < 1e-6)
  }

  @Test func dropsBetweenLayersOnly() {
    let gru = GRU(3, 4, layers: 2, bias: false, dropout: 1, using: Generator(seed: 1))
    let state = Tensor.zeros([2, 2, 4])
    let result = gru(x, from: state)
    #expect(result.state[0].abs().min().item > 0, "the first layer sees its input")
    #expect(result.output.abs().max().item == 0, "the second sees zeros")
    gru.setTraining(false)
    #expect(gru(x).abs().min().item > 0)
  }

  @Test func dropsFromItsOwnGenerator() {
    let gru = GRU(3, 4, layers: 2, dropout: 0.5, using: Generator(seed: 1))
    #expect(gru.namedGenerators.map(\.name) == ["dropout.generator"])
    #expect(GRU(3, 4, layers: 2, using: Generator(seed: 1)).namedGenerators.isEmpty)
    let generator = gru.namedGenerators[0].value
    let before = generator.state
    let first = gru(x)
    #expect(!gru(x).isEqual(to: first))
    generator.state = before
    #expect(gru(x).isEqual(to: first))
  }

  @Test func gradientsAreThereInEvaluationToo() {
    let lstm = LSTM(3, 4, using: Generator(seed: 1))
    lstm.setTraining(false)
    lstm(x).sum().backward()
    #expect(lstm.parameters.allSatisfy { ($0.grad?.abs().max().item ?? 0) > 0 })
  }

  @Test func aStateOfAnotherShapeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let gru = GRU(3, 4, layers: 2, using: Generator(seed: 1))
      _ = gru(.zeros([5, 2, 3]), from: .zeros([1, 2, 4]))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("a state: expected [2, 2, 4], found [1, 2, 4]"))
  }

  @Test func aSequenceWithoutABatchTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LSTM(3, 4, using: Generator(seed: 1))(.zeros([5, 3]))
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("a sequence: expected 3 dimensions, found [5, 3]"))
  }
}

/// A module that holds a recurrent layer.
private final class Encoder: Module {
  let rnn: GRU

  init(using generator: Generator) { rnn = GRU(3, 4, bias: false, using: generator) }
}
