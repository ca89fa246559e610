"""Content types by the ending of a file's name, the same on every system."""

from __future__ import annotations

from collections.abc import Mapping

_TEXT = {
    "html": "text/html",
    "htm": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "vtt": "text/vtt",
    "ics": "text/calendar",
    "yaml": "text/yaml",
    "yml": "text/yaml",
    "xml": "application/xml",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "map": "application/json",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
}
_BYTES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "bmp": "image/bmp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mov": "video/quicktime",
    "pdf": "application/pdf",
    "wasm": "application/wasm",
    "zip": "application/zip",
    "gz": "application/gzip",
    "epub": "application/epub+zip",
}
_TYPES: Mapping[str, str] = {ending: f"{name}; charset=utf-8" for ending, name in _TEXT.items()} | _BYTES
_UNKNOWN = "application/octet-stream"


def content_type(path: str) -> str:
    """The content type of a file, with the character set where it is text; octets when the ending says nothing."""
    name = path.rpartition("/")[2]
    return _TYPES.get(name.rpartition(".")[2].lower(), _UNKNOWN) if "." in name else _UNKNOWN
