"""Programs with torchvision for what image-benchmark does: images.py ordinary|best|cifar FOLDER.

`ordinary` is what torchvision's documentation shows: ImageFolder, which decodes with Pillow, and
transforms of single images. `best` is the fastest program that we could write with torchvision: its own
decoder, all transforms on bytes, and the normalization of a whole batch at once.
"""

import pathlib
import sys

import torch
import torchvision
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import v2

from serving import THREADS, serve_images

MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def main():
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    batches, count = PROGRAMS[sys.argv[1]](pathlib.Path(sys.argv[2]))
    serve_images(count, lambda: next(batches))


def ordinary(folder):
    transform = v2.Compose([
        v2.RandomResizedCrop(224),
        v2.RandomHorizontalFlip(),
        v2.ToImage(),
        v2.ToDtype(torch.float32, scale=True),
        v2.Normalize(mean=MEAN, std=DEVIATION),
    ])
    dataset = torchvision.datasets.ImageFolder(folder, transform)
    return endless(loader(dataset, 64)), len(dataset)


class Decoded(Dataset):
    """The images of class folders as bytes `[3, 224, 224]`."""

    def __init__(self, folder):
        self.samples = torchvision.datasets.ImageFolder(folder).samples
        self.transform = v2.Compose([
            v2.RandomResizedCrop(224, antialias=True), v2.RandomHorizontalFlip()])

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        path, label = self.samples[index]
        data = torchvision.io.read_file(path)
        mode = torchvision.io.ImageReadMode.RGB
        return self.transform(torchvision.io.decode_jpeg(data, mode=mode)), label


def best(folder):
    dataset = Decoded(folder)
    mean = torch.tensor(MEAN).view(1, 3, 1, 1) * 255
    scale = 1 / (torch.tensor(DEVIATION).view(1, 3, 1, 1) * 255)

    def normalized():
        for images, labels in endless(loader(dataset, 64)):
            yield images.to(torch.float32).sub_(mean).mul_(scale), labels

    return normalized(), len(dataset)


def cifar(folder):
    transform = v2.Compose([
        v2.RandomCrop(32, padding=4),
        v2.RandomHorizontalFlip(),
        v2.ToImage(),
        v2.ToDtype(torch.float32, scale=True),
        v2.Normalize(mean=[0.4914, 0.4822, 0.4465], std=[0.2470, 0.2435, 0.2616]),
    ])
    dataset = BinaryCIFAR(folder, transform)
    return endless(loader(dataset, 128)), len(dataset)


class BinaryCIFAR(Dataset):
    """What torchvision.datasets.CIFAR10 gives, from the binary version of the files."""

    def __init__(self, folder, transform):
        records = [
            torch.frombuffer(bytearray(path.read_bytes()), dtype=torch.uint8).view(-1, 3073)
            for path in sorted((folder / "cifar-10-batches-bin").glob("data_batch_*.bin"))]
        records = torch.cat(records).numpy()
        self.labels = records[:, 0].tolist()
        # As in torchvision: [N, H, W, C], from which Pillow takes the images.
        self.images = records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1).copy()
        self.transform = transform

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        return self.transform(Image.fromarray(self.images[index])), self.labels[index]


def loader(dataset, batch_size):
    return DataLoader(
        dataset, batch_size=batch_size, shuffle=True, drop_last=True, num_workers=2,
        persistent_workers=True)


def endless(batches):
    while True:
        yield from batches


PROGRAMS = {"ordinary": ordinary, "best": best, "cifar": cifar}

if __name__ == "__main__":
    main()
