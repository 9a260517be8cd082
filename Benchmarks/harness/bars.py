"""What is promised, and whether it is kept."""

import dataclasses
import operator

from harness.estimates import ratio_of_medians

AT_MOST, AT_LEAST = operator.le, operator.ge
STEP_TIME, THROUGHPUT, MEMORY, START = 1.03, 2.0, 1.0, 0.1
ORDINARY_IMAGES, BEST_IMAGES, CIFAR_IMAGES = 2.0, 1.3, 3.0


@dataclasses.dataclass
class Bar:
    """A measured number and its limit."""

    name: str
    measured: float
    holds: object
    limit: float
    interval: tuple = None
    unit: str = "x"

    @property
    def passes(self):
        return bool(self.holds(self.measured, self.limit))

    def row(self):
        sign = "<=" if self.holds is AT_MOST else ">="
        spread = "[{:.3f}, {:.3f}]".format(*self.interval) if self.interval else ""
        verdict = "pass" if self.passes else "MISS"
        return (
            f"{self.name:<46} {self.measured:>8.3f} {self.unit:<2} {spread:<17}"
            f" {sign} {self.limit:<5} {verdict}")

    def as_json(self):
        return {
            "name": self.name, "measured": self.measured, "interval": self.interval,
            "limit": self.limit, "passes": self.passes,
        }


def of_step(ours, theirs):
    """The bars of the training step of ResNet-18."""
    ratio, interval = ratio_of_medians(ours.seconds_per_step(), theirs.seconds_per_step())
    return [
        Bar("ResNet-18 step, time / PyTorch", ratio, AT_MOST, STEP_TIME, interval),
        _memory("ResNet-18 step", ours, theirs),
    ]


def of_fashion(ours, all_theirs):
    """The bars of the demo's training, against the fastest of the PyTorch programs."""
    theirs = min(all_theirs, key=lambda one: ratio_of_medians(
        one.seconds_per_step(), ours.seconds_per_step())[0])
    return [
        _throughput(f"Fashion-MNIST, images/s / {theirs.name}", ours, theirs, THROUGHPUT),
        _memory("Fashion-MNIST", ours, theirs),
    ]


def of_images(photographs, cifar):
    """The bars of the input pipelines, against programs with torchvision."""
    name = "photographs, images/s / torchvision,"
    return [
        _throughput(
            f"{name} ordinary", photographs["Swift"], photographs["ordinary"], ORDINARY_IMAGES),
        _throughput(f"{name} best", photographs["Swift"], photographs["best"], BEST_IMAGES),
        _throughput(
            "CIFAR, images/s / torchvision", cifar["Swift"], cifar["ordinary"], CIFAR_IMAGES),
    ]


def of_start(seconds):
    """The bar of the time that `centralize --help` takes."""
    return Bar("centralize --help, median time", seconds, AT_MOST, START, unit="s")


def _throughput(name, ours, theirs, limit):
    ratio, interval = ratio_of_medians(
        [1 / seconds for seconds in ours.seconds_per_step()],
        [1 / seconds for seconds in theirs.seconds_per_step()])
    return Bar(name, ratio, AT_LEAST, limit, interval)


def _memory(work, ours, theirs):
    ratio = ours.peak_memory / theirs.peak_memory
    return Bar(f"{work}, peak memory / PyTorch", ratio, AT_MOST, MEMORY)
