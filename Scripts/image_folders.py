"""What the scripts share that make folders of images: their words, PNG files, and folders that are whole or not there."""

import argparse
import contextlib
import pathlib
import shutil
import struct
import sys
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Wrong(Exception):
    """A file is not what it should be."""


def run(name, about, source, number, convert):
    """Does what the words after the program's name ask for.

    `source` names what is read, and `number` is an option: its name, its usual value, the least one, and what of.
    """
    option, usual, least, unit = number
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(source, type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument(f"--{option}", type=int, default=usual)
    options = vars(parser.parse_args())
    if options[option] < least:
        parser.error(f"--{option}: at least {least} {unit} needed")
    try:
        convert(options[source], options["output"], options[option])
    except (Wrong, OSError) as error:
        sys.exit(f"{name}: {error}")


@contextlib.contextmanager
def whole_folder(path):
    """A folder to write to, which gets its name at the end: under it, it is whole."""
    partial = path.with_name(path.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        yield partial
        shutil.rmtree(path, ignore_errors=True)
        partial.rename(path)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def read_png(path):
    """The width, the height and the rows of bytes of a PNG file with three channels of 8 bits."""
    data = path.read_bytes()
    if not data.startswith(SIGNATURE):
        raise Wrong(f"{path}: expected a PNG file")
    place, packed, header = len(SIGNATURE), [], None
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8:place + 8 + length]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed.append(body)
        place += 12 + length
    if header is None or header[2:4] != (8, 2) or header[6] != 0:
        raise Wrong(f"{path}: expected 8 bits of red, green and blue, row after row")
    width, height = header[:2]
    try:
        raw = zlib.decompress(b"".join(packed))
    except zlib.error as error:
        raise Wrong(f"{path}: damaged: {error}") from None
    step = 1 + 3 * width
    if len(raw) != step * height:
        raise Wrong(f"{path}: expected {step * height} bytes of pixels, found {len(raw)}")
    rows, above = [], bytes(3 * width)
    for start in range(0, len(raw), step):
        above = unfiltered(raw[start], bytearray(raw[start + 1:start + step]), above)
        rows.append(above)
    return width, height, rows


def unfiltered(kind, row, above):
    """A row of a PNG file without its filter: https://www.w3.org/TR/png/#9Filters."""
    if kind == 1:
        for i in range(3, len(row)):
            row[i] = row[i] + row[i - 3] & 255
    elif kind == 2:
        for i, up in enumerate(above):
            row[i] = row[i] + up & 255
    elif kind == 3:
        for i, up in enumerate(above):
            left = row[i - 3] if i > 2 else 0
            row[i] = row[i] + (left + up >> 1) & 255
    elif kind == 4:
        for i, up in enumerate(above):
            left, corner = (row[i - 3], above[i - 3]) if i > 2 else (0, 0)
            to_left, to_up = abs(up - corner), abs(left - corner)
            to_corner = abs(left + up - 2 * corner)
            if to_left <= to_up and to_left <= to_corner:
                best = left
            else:
                best = up if to_up <= to_corner else corner
            row[i] = row[i] + best & 255
    return bytes(row)


def write_png(path, rows, channels=3):
    """Writes rows of bytes, of colors or of gray."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", len(rows[0]) // channels, len(rows), 8, 2 if channels == 3 else 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    path.write_bytes(
        SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
