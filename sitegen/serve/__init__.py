"""A preview: the site in memory, which follows every edit, on a server that answers only its own pages.

Three threads: one watches the files (`watch`), one keeps the site up to date (`preview`, with its `cache`) and puts the
newest snapshot on the board (`events`), and the main one answers requests from there (`app`, behind the `guard`). A
page is made by a thread of its own when somebody asks for it (`edition`). Nothing is written to disk.
"""

from __future__ import annotations

from sitegen.serve.server import Told, serve
from sitegen.serve.sockets import DEFAULT_PORT

__all__ = ["DEFAULT_PORT", "Told", "serve"]
