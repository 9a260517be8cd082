"""What region-benchmark does, by torchvision: regions.py align|align-backward|nms THREADS contiguous|channels-last."""

import sys

import torch
from torchvision.ops import nms, roi_align

from serving import run

SCALE, SIZE, SAMPLES = 0.0625, (7, 7), 2


def main():
    work, threads, name = sys.argv[1:]
    torch.set_num_threads(int(threads))
    memory_format = torch.channels_last if name == "channels-last" else torch.contiguous_format
    draw = torch.Generator().manual_seed(0)

    def uniform(*shape, low=0.0, high=1.0):
        return torch.empty(*shape).uniform_(low, high, generator=draw)

    def boxes(count, low, high):
        corners = uniform(count, 2, high=800.0)
        return torch.cat([corners, corners + uniform(count, 2, low=low, high=high)], 1)

    if work == "nms":
        candidates, scores = boxes(4000, 10.0, 110.0), uniform(4000)
        return run("kept", len(nms(candidates, scores, 0.7)), lambda: nms(candidates, scores, 0.7))
    regions = torch.cat([torch.zeros(512, 1), boxes(512, 16.0, 300.0)], 1)
    features = uniform(1, 256, 50, 68, low=-1.0).contiguous(memory_format=memory_format)
    if work == "align":
        return run("regions", 512, lambda: roi_align(features, regions, SIZE, SCALE, SAMPLES))
    features.requires_grad_()
    means = roi_align(features, regions, SIZE, SCALE, SAMPLES)
    cotangent = uniform(512, 256, 7, 7, low=-1.0).contiguous(memory_format=memory_format)

    def backward():
        features.grad = None
        means.backward(cotangent, retain_graph=True)

    return run("regions", 512, backward)


if __name__ == "__main__":
    main()
