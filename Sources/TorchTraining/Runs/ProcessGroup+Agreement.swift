import Foundation
import Torch
import TorchDistributed

extension ProcessGroup {
  /// For each of some questions, which all processes ask at once, whether any says yes.
  func any(_ answers: [Bool]) throws(DistributedError) -> [Bool] {
    guard size > 1 else { return answers }
    let counts = Tensor(answers.map { $0 ? 1.0 : 0 })
    try allReduce(counts)
    return counts.array(of: Double.self).map { $0 > 0 }
  }

  /// Everybody's texts, those of the first process first.
  func gather(_ texts: [String]) throws -> [String] {
    guard size > 1 else { return texts }
    return try gather(try JSONEncoder().encode(texts)).flatMap {
      try JSONDecoder().decode([String].self, from: $0)
    }
  }
}
