"""Image files, what Pillow decodes them to, and what torchvision makes of the pixels.

`file/NAME` is a JPEG or PNG file, `pixels/NAME` its pixels `[H, W, 3]`, `upright/NAME` the same turned as
EXIF asks. `resized/…`, `cropped/…`, `colors/…` and `evaluated` are torchvision's, of bytes.
"""

import io
import struct

import numpy
import torch
from PIL import Image, ImageOps
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional

from png_files import GRAY, GRAY_ALPHA, PALETTE, RGB, RGBA, png

MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def tensors():
    files = {**jpeg_files(), **all_png_files()}
    turned = oriented_files()
    result = {f"file/{name}": as_tensor(data) for name, data in {**files, **turned}.items()}
    for name, data in files.items():
        result[f"pixels/{name}"] = torch.from_numpy(pixels(name, data))
    for name, data in turned.items():
        image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
        result[f"upright/{name}"] = torch.from_numpy(numpy.array(image.convert("RGB")))
    result.update(transformed())
    return result


def as_tensor(data):
    return torch.frombuffer(bytearray(data), dtype=torch.uint8)


def photograph(width, height):
    """Slopes, an edge and some noise."""
    y, x = numpy.mgrid[:height, :width]
    noise = numpy.random.default_rng(width * 1000 + height).normal(0, 6, (height, width, 3))
    slopes = numpy.stack([x * 5 + y, 230 - x * 2 - y * 3, 40 + y * 4 - x], axis=2)
    slopes[(x - width // 3) ** 2 + (y - height // 2) ** 2 < (height / 3) ** 2] = (220, 40, 90)
    return Image.fromarray((slopes + noise).clip(0, 255).astype(numpy.uint8))


def jpeg(image, **options):
    file = io.BytesIO()
    image.save(file, format="JPEG", quality=options.pop("quality", 85), **options)
    return file.getvalue()


def jpeg_files():
    image = photograph(45, 35)
    inks = jpeg(image.convert("CMYK"))
    files = {
        f"{form}-{chroma.replace(':', '')}": jpeg(
            image, subsampling=chroma, progressive=form == "progressive")
        for form in ("baseline", "progressive") for chroma in ("4:4:4", "4:2:2", "4:2:0")}
    files |= {
        "restarts": jpeg(image, restart_marker_blocks=2),
        "rgb": jpeg(image, keep_rgb=True),
        "gray": jpeg(image.convert("L")),
        "gray-progressive": jpeg(image.convert("L"), progressive=True),
        "cmyk": inks,
        "ycck": as_ycck(inks),
        "jpeg-1x1": jpeg(photograph(1, 1)),
        "jpeg-17x9": jpeg(photograph(17, 9)),
        "jpeg-3x40": jpeg(photograph(3, 40)),
    }
    return files


def as_ycck(data):
    """The file with another word about its colors in Adobe's marker; they are then odd, but defined."""
    place = data.index(b"Adobe") + 11
    assert data[place] == 0
    return data[:place] + b"\2" + data[place + 1:]


def all_png_files():
    random = numpy.random.default_rng(5)

    def values(channels, depth):
        return random.integers(0, 2**depth, (13, 19, channels))

    palette = random.integers(0, 256, 768, dtype=numpy.uint8).tobytes()
    files = {f"gray{depth}": png(values(1, depth), GRAY, depth) for depth in (1, 2, 4, 8, 16)}
    files |= {
        f"palette{depth}": png(values(1, depth), PALETTE, depth, palette=palette[: 3 * 2**depth])
        for depth in (1, 2, 4, 8)}
    files |= {
        f"{name}{depth}": png(values(channels, depth), color, depth)
        for name, color, channels in (("rgb", RGB, 3), ("gray-alpha", GRAY_ALPHA, 2), ("rgba", RGBA, 4))
        for depth in (8, 16)}
    files |= {
        "palette-transparent": png(
            values(1, 8), PALETTE, palette=palette, transparency=bytes(range(256))),
        "rgb-transparent": png(values(3, 8), RGB, transparency=struct.pack(">HHH", 1, 2, 3)),
        "gray1-interlaced": png(values(1, 1), GRAY, 1, interlaced=True),
        "rgb8-interlaced": png(values(3, 8), RGB, interlaced=True),
        "palette4-interlaced": png(
            values(1, 4), PALETTE, 4, interlaced=True, palette=palette[:48]),
        "rgba16-interlaced": png(values(4, 16), RGBA, 16, interlaced=True),
        "png-1x1": png(values(3, 8)[:1, :1], RGB),
    }
    return {f"png-{name.removeprefix('png-')}": data for name, data in files.items()}


def pixels(name, data):
    image = Image.open(io.BytesIO(data))
    if name == "png-gray16":
        # Pillow cuts these off at 255; here they are shifted, as it does to 16 bits of color.
        upper = (numpy.array(image) >> 8).astype(numpy.uint8)
        return numpy.stack([upper] * 3, axis=2)
    return numpy.array(image.convert("RGB"))


def oriented_files():
    image = photograph(21, 18)
    files = {}
    for number in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = number
        files[f"orientation{number}"] = jpeg(image, subsampling="4:2:0", exif=exif)
    big = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\2" + struct.pack(
        ">HHIIHHIHHI", 0x0100, 4, 1, 18, 0x0112, 3, 1, 6, 0, 0)
    files["orientation-big-endian"] = jpeg(image, exif=big)
    exif = Image.Exif()
    exif[0x0112] = 8
    file = io.BytesIO()
    image.save(file, format="PNG", exif=exif)
    files["orientation-png"] = file.getvalue()
    return files


def transformed():
    image = functional.pil_to_tensor(photograph(61, 47))
    result = {"image": image}
    for size in (13, 32, 47, 90):
        result[f"resized/{size}"] = v2.Resize(size, antialias=True)(image)
    result["resized/tall"] = v2.Resize(20, antialias=True)(image.transpose(1, 2).contiguous())
    for number, region in enumerate(((0, 0, 47, 61), (3, 5, 20, 31), (40, 59, 7, 2), (10, 1, 1, 50))):
        result[f"cropped/{number}"] = functional.resized_crop(
            image, *region, size=[24, 24], antialias=True)
        result[f"cropped/{number}/region"] = torch.tensor(region)
    for size in (24, 25, 52, 64):
        result[f"center/{size}"] = functional.center_crop(image, [size, size])
    result.update(colors(image[:, 4:28, 3:27].contiguous()))
    evaluation = v2.Compose([
        v2.Resize(36, antialias=True), v2.CenterCrop(32), v2.ToDtype(torch.float32, scale=True),
        v2.Normalize(MEAN, DEVIATION)])
    decoded = Image.open(io.BytesIO(jpeg_files()["baseline-420"]))
    result["evaluated"] = evaluation(functional.pil_to_tensor(decoded))
    return result


def colors(image):
    image[:, :3] = image[:1, :3]
    result = {"colors/image": image, "colors/gray": image[:1].clone()}
    for name, adjust, factors in (
        ("brightness", functional.adjust_brightness, (0.4, 1.7)),
        ("contrast", functional.adjust_contrast, (0.3, 1.8)),
        ("saturation", functional.adjust_saturation, (0.0, 0.5, 2.0)),
        ("hue", functional.adjust_hue, (-0.3, 0.1, 0.5)),
    ):
        for factor in factors:
            result[f"colors/{name}/{factor}"] = adjust(image, factor)
    for name, adjust in (
        ("brightness", functional.adjust_brightness), ("contrast", functional.adjust_contrast)):
        result[f"colors/gray/{name}"] = adjust(image[:1], 1.4)
    return result
