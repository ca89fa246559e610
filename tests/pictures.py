"""Pictures of a few bytes: all of a file that tells its size, and nothing that could be drawn."""

from __future__ import annotations

import struct


def png(width: int, height: int) -> bytes:
    """The beginning of a PNG file."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + bytes(4)


def gif(width: int, height: int) -> bytes:
    """The beginning of a GIF file."""
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0)


def jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    """The beginning of a JPEG file whose camera was turned: from 5 on the picture is shown on its side."""
    tag = struct.pack(">HHII", 0x0112, 3, 1, orientation << 16)
    exif = b"Exif\0\0" + b"MM\0*" + struct.pack(">IH", 8, 1) + tag + bytes(4)
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    parts = ((b"\xff\xe1", exif), (b"\xff\xc0", frame))
    return b"\xff\xd8" + b"".join(mark + struct.pack(">H", len(held) + 2) + held for mark, held in parts) + b"\xff\xd9"


def webp(width: int, height: int) -> bytes:
    """The beginning of a WebP file in its extended form."""
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + sizes
