/// The line of `metrics.jsonl` at the end of an epoch of ten steps.
public func epochLine(_ epoch: Int, trainLoss: Double = 0.5, testAccuracy: Double = 0.75) -> String
{
  #"{"epoch":\#(epoch),"formatVersion":1,"kind":"epoch","learningRate":0.1,"step":\#(epoch * 10),"#
    + #""testAccuracy":\#(testAccuracy),"testLoss":1,"trainLoss":\#(trainLoss)}"# + "\n"
}

/// The line of `metrics.jsonl` of a step.
public func stepLine(_ step: Int, epoch: Int = 1, trainLoss: Double = 2) -> String {
  #"{"epoch":\#(epoch),"formatVersion":1,"kind":"step","learningRate":0.1,"step":\#(step),"#
    + #""trainLoss":\#(trainLoss)}"# + "\n"
}
