import TestSupport
import Testing
import Torch

/// The calls of `docs/Tensors.md` beside PyTorch's: each gives what PyTorch's does, and the same gradients.
@Suite struct TensorCallTests {
  private static let page = try? TensorPage()

  @Test func thePageShowsTheseCalls() throws {
    let page = try #require(Self.page)
    let code = try TensorPage.code(of: #filePath)
    #expect(page.tables.count == 3)
    for row in page.tables[0] + page.tables[1] {
      #expect(code.contains("(\(row.pyTorch.literal)) { \(row.swift) }"), "\(row.pyTorch)")
    }
    let made = code.matches(of: /(?:check|changes)\(#?"/).count
    #expect(
      made == page.tables[0].count + page.tables[1].count, "calls that the page does not show")
  }

  @Test func createsAndCalculates() throws {
    let call = try TensorCalls()
    var a: Tensor { call["a"] }
    var b: Tensor { call["b"] }
    var i: Tensor { call["i"] }
    var p: Tensor { call["p"] }
    var q: Tensor { call["q"] }
    try call.check("torch.tensor([1.0, 2])") { Tensor([1.0, 2]) }
    try call.check("torch.tensor([[1, 2], [3, 4]])") { Tensor([[1, 2], [3, 4]]) }
    try call.check("torch.tensor(3.5)") { Tensor(3.5) }
    try call.check("torch.zeros(2, 3)") { Tensor.zeros([2, 3]) }
    try call.check("torch.ones(2, dtype=torch.float64)") { Tensor.ones([2], dtype: .float64) }
    try call.check("torch.full((2, 3), 0.5)") { Tensor.full([2, 3], 0.5) }
    try call.check("torch.arange(5)") { Tensor.arange(5) }
    try call.check("torch.arange(2, 9, 3)") { Tensor.arange(from: 2, to: 9, by: 3) }
    try call.check("torch.arange(1, 2, 0.25)") { Tensor.arange(from: 1, to: 2, by: 0.25) }
    try call.check("torch.linspace(0, 1, 5)") { Tensor.linspace(from: 0, to: 1, count: 5) }
    try call.check("torch.eye(3)") { Tensor.eye(3) }
    try call.check("torch.zeros_like(a)") { a.zerosLike() }
    try call.check("torch.ones_like(a)") { a.onesLike() }
    try call.check("a.clone()") { a.clone() }
    try call.check("a.detach()") { a.detached() }
    try call.check("a.to(torch.float32)") { a.to(.float32) }
    try call.check("a + b") { a + b }
    try call.check("a - 1.5") { a - 1.5 }
    try call.check("2 * a") { 2 * a }
    try call.check("1 / p") { 1 / p }
    try call.check("i * 2") { i * 2 }
    try call.check("-a") { -a }
    try call.check("torch.add(a, b, alpha=2)") { a.adding(b, alpha: 2) }
    try call.check("p ** 2") { p.pow(2) }
    try call.check("p ** q") { p.pow(q) }
    try call.check("p.sqrt()") { p.sqrt() }
    try call.check("p.rsqrt()") { p.rsqrt() }
    try call.check("p.reciprocal()") { p.reciprocal() }
    try call.check("a.exp()") { a.exp() }
    try call.check("a.expm1()") { a.expm1() }
    try call.check("p.log()") { p.log() }
    try call.check("p.log2()") { p.log2() }
    try call.check("p.log1p()") { p.log1p() }
    try call.check("a.abs()") { a.abs() }
    try call.check("a.sign()") { a.sign() }
    try call.check("a.floor()") { a.floor() }
    try call.check("a.ceil()") { a.ceil() }
    try call.check("a.round()") { a.round() }
    try call.check("a.sin()") { a.sin() }
    try call.check("a.cos()") { a.cos() }
    try call.check("a.tan()") { a.tan() }
    try call.check("a.tanh()") { a.tanh() }
    try call.check("a.erf()") { a.erf() }
    try call.check("a.clamp(-0.5, 0.5)") { a.clamped(-0.5...0.5) }
    try call.check("a.clamp(min=0)") { a.clamped(0...) }
    try call.check("torch.maximum(a, b)") { a.maximum(b) }
    try call.check("torch.minimum(a, b)") { a.minimum(b) }
  }

  @Test func comparesAndPicks() throws {
    let call = try TensorCalls()
    var a: Tensor { call["a"] }
    var b: Tensor { call["b"] }
    var i: Tensor { call["i"] }
    var j: Tensor { call["j"] }
    var x: Tensor { call["x"] }
    try call.check("a > 0") { a .> 0 }
    try call.check("a <= b") { a .<= b }
    try call.check("a == b") { a .== b }
    try call.check("i != 0") { i .!= 0 }
    try call.check("(a > 0) & (b < 0)") { (a .> 0) .& (b .< 0) }
    try call.check("(a >= 0) | (b >= 0)") { (a .>= 0) .| (b .>= 0) }
    try call.check("~(a > 0)") { .!(a .> 0) }
    try call.check("a.isnan()") { a.isNaN() }
    try call.check("torch.allclose(a, b)") { a.isClose(to: b) }
    try call.check("torch.equal(a, b)") { a.isEqual(to: b) }
    try call.check("torch.where(a > 0, a, b)") { a.chosen(where: a .> 0, else: b) }
    try call.check("torch.where(a > 0, a, 0)") { a.chosen(where: a .> 0, else: 0) }
    try call.check("a.masked_fill(a > 0, 0)") { a.filled(where: a .> 0, with: 0) }
    try call.check("a[0]") { a[0] }
    try call.check("a[-1, 1]") { a[-1, 1] }
    try call.check("a[:, 1]") { a[.all, 1] }
    try call.check("a[..., 0]") { a[.ellipsis, 0] }
    try call.check("a[0:1]") { a[0..<1] }
    try call.check("a[:, 1:]") { a[.all, 1...] }
    try call.check("a[:, :-1]") { a[.all, ..<(-1)] }
    try call.check("a[:, ::2]") { a[.all, .every(2)] }
    try call.check("a[:, None, 0]") { a[.all, .newDim, 0] }
    try call.check("a[i]") { a[i] }
    try call.check("a[:, i]") { a[.all, i] }
    try call.check("a[i, i]") { a[i, i] }
    try call.check("a[a > 0]") { a[a .> 0] }
    try call.check("x[0, :, 1:3, i]") { x[0, .all, 1..<3, i] }
    try call.check("a.select(1, 0)") { a.select(1, 0) }
    try call.check("a.narrow(1, 0, 2)") { a.narrowed(1, from: 0, count: 2) }
    try call.check("a.index_select(0, i)") { a.indexSelect(0, i) }
    try call.check("a.gather(1, j)") { a.gathered(1, j) }
    try call.check("a.scatter_add(1, j, b[:, :2])") { a.scatterAdded(1, j, b[.all, ..<2]) }
  }

  @Test func rearrangesAndReduces() throws {
    let call = try TensorCalls()
    var a: Tensor { call["a"] }
    var b: Tensor { call["b"] }
    var m: Tensor { call["m"] }
    var v: Tensor { call["v"] }
    var x: Tensor { call["x"] }
    try call.check("a.reshape(3, -1)") { a.reshaped([3, -1]) }
    try call.check("x.flatten(1)") { x.flattened(from: 1) }
    try call.check("v.unflatten(0, (2, 2))") { v.unflattened(0, into: [2, 2]) }
    try call.check("a.unsqueeze(1)") { a.unsqueezed(1) }
    try call.check("x.squeeze(0)") { x.squeezed(0) }
    try call.check("x.squeeze()") { x.squeezed() }
    try call.check("x.permute(0, 2, 3, 1)") { x.permuted([0, 2, 3, 1]) }
    try call.check("a.transpose(0, 1)") { a.transposed(0, 1) }
    try call.check("v.expand(3, 4)") { v.expanded([3, 4]) }
    try call.check("a.repeat(2, 1)") { a.tiled([2, 1]) }
    try call.check("a.flip(1)") { a.flipped([1]) }
    try call.check("a.roll(1, 1)") { a.rolled(1, dim: 1) }
    try call.check("torch.cat([a, b], dim=1)") { Tensor.concatenated([a, b], dim: 1) }
    try call.check("torch.stack([a, b])") { Tensor.stacked([a, b]) }
    try call.check("a.split(2, dim=1)[1]") { a.split(2, dim: 1)[1] }
    try call.check("a.chunk(2, dim=1)[0]") { a.chunked(2, dim: 1)[0] }
    try call.check("a.unbind(1)[2]") { a.unstacked(dim: 1)[2] }
    try call.check("F.pad(a, (2, 2, 1, 1))") { a.padded([1, 2]) }
    try call.check("m.triu()") { m.upperTriangle() }
    try call.check("m.tril(-1)") { m.lowerTriangle(-1) }
    try call.check("m.diagonal()") { m.diagonal() }
    try call.check("a.sum()") { a.sum() }
    try call.check("a.sum(dim=1)") { a.sum(dim: 1) }
    try call.check("x.sum((2, 3), keepdim=True)") { x.sum([2, 3], keepDims: true) }
    try call.check("a.prod()") { a.product() }
    try call.check("a.prod(dim=1)") { a.product(dim: 1) }
    try call.check("a.mean(dim=1, keepdim=True)") { a.mean(dim: 1, keepDims: true) }
    try call.check("a.var(dim=1, correction=0)") { a.variance(dim: 1, correction: 0) }
    try call.check("a.var()") { a.variance() }
    try call.check("a.std()") { a.standardDeviation() }
    try call.check("a.std(dim=0)") { a.standardDeviation(dim: 0) }
    try call.check("a.norm()") { a.norm() }
    try call.check("a.norm(dim=1)") { a.norm(dim: 1) }
    try call.check("a.logsumexp(1)") { a.logSumExp(dim: 1) }
    try call.check("a.cumsum(1)") { a.cumulativeSum(dim: 1) }
    try call.check("a.max()") { a.max() }
    try call.check("a.max(dim=1).values") { a.max(dim: 1).values }
    try call.check("a.max(dim=1).indices") { a.max(dim: 1).indices }
    try call.check("a.min(dim=1).values") { a.min(dim: 1).values }
    try call.check("a.argmax(dim=1)") { a.argmax(dim: 1) }
    try call.check("a.argmin()") { a.argmin() }
    try call.check("a.topk(2).values") { a.topk(2).values }
    try call.check("a.topk(2, dim=1, largest=False).indices") {
      a.topk(2, dim: 1, largest: false).indices
    }
    try call.check("a.sort(descending=True).values") { a.sorted(descending: true).values }
    try call.check("(a > 0).any()") { (a .> 0).any() }
    try call.check("(a > 0).all(dim=1)") { (a .> 0).all(dim: 1) }
  }

  @Test func multipliesAndLoses() throws {
    let call = try TensorCalls()
    var a: Tensor { call["a"] }
    var b: Tensor { call["b"] }
    var i: Tensor { call["i"] }
    var labels: Tensor { call["labels"] }
    var m: Tensor { call["m"] }
    var p: Tensor { call["p"] }
    var q: Tensor { call["q"] }
    var v: Tensor { call["v"] }
    var w: Tensor { call["w"] }
    var x: Tensor { call["x"] }
    try call.check("a @ m") { a.matmul(m) }
    try call.check(#"torch.einsum("ij,jk->ki", a, m)"#) { Tensor.einsum("ij,jk->ki", a, m) }
    try call.check("torch.outer(v, w)") { v.outer(w) }
    try call.check("F.linear(a, m)") { a.linear(m, nil) }
    try call.check("F.embedding(i, a)") { i.embedding(a) }
    try call.check("F.relu(a)") { a.relu() }
    try call.check("F.leaky_relu(a)") { a.leakyReLU() }
    try call.check("F.elu(a)") { a.elu() }
    try call.check("F.gelu(a)") { a.gelu() }
    try call.check("F.silu(a)") { a.silu() }
    try call.check("F.hardswish(a)") { a.hardswish() }
    try call.check("F.softplus(a)") { a.softplus() }
    try call.check("a.sigmoid()") { a.sigmoid() }
    try call.check("F.softmax(a, dim=1)") { a.softmax(1) }
    try call.check("F.log_softmax(a, dim=1)") { a.logSoftmax(1) }
    try call.check("F.max_pool2d(x, 2)") { x.maxPool2d([2, 2], stride: [2, 2], padding: [0, 0]) }
    try call.check("F.avg_pool2d(x, 2)") { x.avgPool2d([2, 2], stride: [2, 2], padding: [0, 0]) }
    try call.check("F.adaptive_avg_pool2d(x, 1)") { x.adaptiveAvgPool2d([1, 1]) }
    try call.check("F.cross_entropy(a, labels)") { a.crossEntropy(labels) }
    try call.check("F.nll_loss(a.log_softmax(1), labels)") {
      a.logSoftmax(1).negativeLogLikelihood(labels)
    }
    try call.check("F.mse_loss(a, b)") { a.meanSquaredError(b) }
    try call.check("F.l1_loss(a, b)") { a.meanAbsoluteError(b) }
    try call.check("F.smooth_l1_loss(a, b)") { a.smoothL1(b) }
    try call.check("F.binary_cross_entropy(p, q)") { p.binaryCrossEntropy(q) }
    try call.check("F.binary_cross_entropy_with_logits(a, q)") { a.binaryCrossEntropyWithLogits(q) }
    try call.check(#"F.kl_div(p.log(), q, reduction="sum")"#) {
      p.log().klDivergence(q, reduction: .sum)
    }
    try call.check("F.kl_div(p.log(), q.log(), log_target=True)") {
      p.log().klDivergence(q.log(), isLogarithm: true)
    }
  }

  @Test func writes() throws {
    let call = try TensorCalls()
    var a: Tensor { call["a"] }
    var b: Tensor { call["b"] }
    var v: Tensor { call["v"] }
    var i: Tensor { call["i"] }
    try call.changes("a[0] = b[1]") { a[0] = b[1] }
    try call.changes("a[:, 1:] = 0") { a[.all, 1...].fill(0) }
    try call.changes("a[a > 0] = 0") { a[a .> 0] = Tensor(0) }
    try call.changes("a[i, i] = v[:2]") { a[i, i] = v[..<2] }
    try call.changes("a[:, 0] += 1") { a[.all, 0] += 1 }
    try call.changes("a += b") { a += b }
    try call.changes("a -= 1") { a -= 1 }
    try call.changes("a *= b") { a *= b }
    try call.changes("a /= 2.5") { a /= 2.5 }
    try call.changes("a.add_(b, alpha=2)") { a.add(b, alpha: 2) }
    try call.changes("a.addcmul_(a, b, value=2)") { a.addProduct(a, b, alpha: 2) }
    try call.changes("a.fill_(3)") { a.fill(3) }
    try call.changes("a.zero_()") { a.clear() }
    try call.changes("a.copy_(b)") { a.copy(from: b) }
    try call.changes("a.relu_()") { a.rectify() }
  }
}
