"""Writes photographs and images of CIFAR's form into a folder: photographs.py FOLDER.

The photographs are parts of the two that scikit-learn brings, 500 x 375, as JPEG of quality 90 with
4:2:0 chroma, in two class folders. The bytes are the same in every run.
"""

import pathlib
import sys

import numpy
from PIL import Image
from sklearn.datasets import load_sample_images

EACH, WIDTH, HEIGHT = 256, 500, 375


def main():
    folder = pathlib.Path(sys.argv[1])
    write_photographs(folder / "photographs")
    write_cifar(folder / "cifar")


def write_photographs(folder):
    random = numpy.random.default_rng(0)
    for name, pixels in zip(("china", "flower"), load_sample_images().images):
        (folder / name).mkdir(parents=True)
        image = Image.fromarray(pixels)
        for number in range(EACH):
            # A part of at least the target's size, so that no detail is made up.
            scale = random.uniform(1, min(image.width / WIDTH, image.height / HEIGHT))
            width, height = round(WIDTH * scale), round(HEIGHT * scale)
            left = int(random.integers(image.width - width + 1))
            top = int(random.integers(image.height - height + 1))
            part = image.crop((left, top, left + width, top + height))
            part = part.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
            if random.integers(2):
                part = part.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            part.save(folder / name / f"{number:03}.jpg", quality=90, subsampling="4:2:0")


def write_cifar(folder):
    """Five files of noise: only their form matters to a pipeline."""
    random = numpy.random.default_rng(0)
    inner = folder / "cifar-10-batches-bin"
    inner.mkdir(parents=True)
    for number in range(1, 6):
        records = random.integers(0, 256, (10_000, 3073), dtype=numpy.uint8)
        records[:, 0] %= 10
        (inner / f"data_batch_{number}.bin").write_bytes(records.tobytes())


if __name__ == "__main__":
    main()
