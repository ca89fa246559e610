"""sitegen turns plain news articles into an annotated static web site."""

from __future__ import annotations

__version__ = "0.1.0"
