"""Writes the first images of each class of Fashion-MNIST as PNG files.

    python3 Scripts/garment_files.py FASHION_MNIST OUTPUT [--count 100]

OUTPUT gets `train/<class>/<number>.png` from the training images and `val/<class>/<number>.png` from the
test images, COUNT for each class; the number is the image's place in the file it is from.
"""

import gzip
import struct

from image_folders import Wrong, run, whole_folder, write_png

CLASSES = [
    "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
    "ankle-boot"]


def main():
    about = "Write images of Fashion-MNIST as PNG files."
    run("garment_files", about, "fashion", ("count", 100, 1, "image is"), convert)


def convert(fashion, output, count):
    with whole_folder(output) as folder:
        for part, start in (("train", "train"), ("val", "t10k")):
            images, (total, height, width) = read(fashion, f"{start}-images-idx3-ubyte", 3)
            labels, _ = read(fashion, f"{start}-labels-idx1-ubyte", 1)
            if len(labels) != total:
                raise Wrong(f"{fashion}: {start} has {total} images and {len(labels)} labels")
            size = height * width
            for label, name in enumerate(CLASSES):
                places = [place for place, found in enumerate(labels) if found == label][:count]
                if len(places) < count:
                    raise Wrong(
                        f"{fashion}: expected {count} images of {name} in {part}, found {len(places)}")
                (folder / part / name).mkdir(parents=True)
                for place in places:
                    pixels = images[place * size:(place + 1) * size]
                    rows = [pixels[row * width:(row + 1) * width] for row in range(height)]
                    write_png(folder / part / name / f"{place:05}.png", rows, channels=1)


def read(folder, name, dimensions):
    """The bytes and the sizes of an IDX file, plain or compressed."""
    plain, packed = folder / name, folder / f"{name}.gz"
    path = plain if plain.exists() else packed
    try:
        data = path.read_bytes() if path == plain else gzip.decompress(path.read_bytes())
    except (EOFError, gzip.BadGzipFile) as error:
        raise Wrong(f"{path}: no gzip file: {error}") from None
    header = 4 + 4 * dimensions
    if data[:4] != bytes([0, 0, 8, dimensions]) or len(data) < header:
        raise Wrong(f"{path}: expected an IDX file of bytes in {dimensions} dimensions")
    sizes = struct.unpack(f">{dimensions}I", data[4:header])
    count = 1
    for size in sizes:
        count *= size
    if len(data) != header + count:
        raise Wrong(f"{path}: expected {count} bytes after the header, found {len(data) - header}")
    return data[header:], sizes


if __name__ == "__main__":
    main()
