"""PNG files of every kind, also those that Pillow does not write, by the specification's chunks."""

import struct
import zlib

GRAY, RGB, PALETTE, GRAY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GRAY: 1, RGB: 3, PALETTE: 1, GRAY_ALPHA: 2, RGBA: 4}
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def png(values, color, depth=8, interlaced=False, palette=None, transparency=None):
    """The bytes of a file of `values`, integers `[H, W, C]` below 2^depth."""
    height, width, channels = values.shape
    assert channels == CHANNELS[color]
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlaced)
    rows = b"".join(
        scanlines(values[y::dy, x::dx], depth) for x, y, dx, dy in ADAM7
    ) if interlaced else scanlines(values, depth)
    chunks = [chunk(b"IHDR", header)]
    if palette is not None:
        chunks.append(chunk(b"PLTE", palette))
    if transparency is not None:
        chunks.append(chunk(b"tRNS", transparency))
    chunks += [chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def chunk(kind, content):
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def scanlines(values, depth):
    """Each row with the number of its filter, none, before it; a pass without pixels has no rows."""
    if values.size == 0:
        return b""
    return b"".join(b"\0" + packed(row.reshape(-1), depth) for row in values)


def packed(values, depth):
    bits = "".join(format(int(value), f"0{depth}b") for value in values)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")
