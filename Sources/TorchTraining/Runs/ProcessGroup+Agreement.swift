import Foundation
import Torch
import TorchDistributed

extension ProcessGroup {
  /// The sums over all processes of each of some numbers, which all give as many of.
  func sum(_ values: [Double]) throws(DistributedError) -> [Double] {
    guard size > 1 else { return values }
    let sums = Tensor(values)
    try allReduce(sums)
    return sums.array(of: Double.self)
  }

  /// For each of some questions, which all processes ask at once, whether any says yes.
  func any(_ answers: [Bool]) throws(DistributedError) -> [Bool] {
    try sum(answers.map { $0 ? 1 : 0 }).map { $0 > 0 }
  }

  /// Everybody's texts, by rank.
  func gather(_ texts: [String]) throws -> [[String]] {
    guard size > 1 else { return [texts] }
    return try gather(try JSONEncoder().encode(texts)).map {
      try JSONDecoder().decode([String].self, from: $0)
    }
  }
}
