"""The protocol of Sources/BenchmarkProtocol: `go N` runs N steps and is answered with their seconds."""

import json
import sys
import time

import torch
import torchvision

THREADS = 2


def serve(model, step):
    """Says what this process is, then runs `step` at the driver's word until its input ends."""
    run("parameters", sum(parameter.numel() for parameter in model.parameters()), step)


def serve_images(count, step):
    """The same where a step only takes a batch of a data set of `count` images."""
    run("images", count, step)


def run(name, number, step):
    answer({
        "version": torch.__version__,
        "torchvision": torchvision.__version__,
        "capability": torch.backends.cpu.get_cpu_capability(),
        "threads": torch.get_num_threads(),
        name: number,
    })
    for line in sys.stdin:
        word, count = line.split()
        if word != "go":
            sys.exit(f"expected 'go N', found {line!r}")
        seconds = []
        for _ in range(int(count)):
            start = time.perf_counter()
            step()
            seconds.append(time.perf_counter() - start)
        answer(seconds)


def answer(value):
    print(json.dumps(value), flush=True)
