"""Fashion-MNIST's training images as torchvision.datasets gives them, from a folder of IDX files."""

import gzip

import numpy
from PIL import Image
from torch.utils.data import Dataset


class FashionMNIST(Dataset):
    """A PIL image and a class for each index."""

    def __init__(self, folder, transform):
        self.images = read_idx(folder / "train-images-idx3-ubyte")
        self.labels = read_idx(folder / "train-labels-idx1-ubyte")
        self.transform = transform

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        return self.transform(Image.fromarray(self.images[index])), int(self.labels[index])


def read_idx(path):
    """The array of bytes in an IDX file, plain or compressed."""
    data = path.read_bytes() if path.exists() else gzip.open(f"{path}.gz").read()
    rank = data[3]
    header = numpy.frombuffer(data, ">u4", count=1 + rank)
    return numpy.frombuffer(data, numpy.uint8, offset=4 * (1 + rank)).reshape(header[1:])
