"""The look that settings ask for, as the end of the style sheet."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.project.look import Face, Look

STYLE = "style.css"
"""The file below assets/ that ends with it."""
_TEXT, _LABELS = '"Text of the site"', '"Labels of the site"'
_LAST_TEXT = 'Georgia, "Noto Serif", serif'
_LAST_LABELS = 'system-ui, "Segoe UI", "Noto Sans", sans-serif'


def style_of(look: Look) -> str:
    """What is added to style.css, as a line for each rule; nothing where nothing is set."""
    return "".join(f"{rule}\n" for rule in _rules(look))


def _rules(look: Look) -> Iterator[str]:
    yield from (_font_face(_TEXT, face) for face in look.text)
    yield from (_font_face(_LABELS, face) for face in look.labels)
    values = [
        *([f"--accent: {look.accent};"] if look.accent else []),
        *([f"--serif: {_TEXT}, {_LAST_TEXT};"] if look.text else []),
        *([f"--sans: {_LABELS}, {_LAST_LABELS};"] if look.labels else []),
        *([f"--measure: {look.width}rem;"] if look.width else []),
    ]
    if values:
        yield f":root {{ {' '.join(values)} }}"
    if look.accent:
        yield f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {look.accent_dark}; }} }}"
        yield ".site-header { border-block-start: .25rem solid var(--accent); }"
        yield ".site-title a, .site-nav [aria-current] { color: var(--accent); }"
    if look.logo is not None:
        yield ".site-header { align-items: center; }"
        yield ".site-title img { display: block; block-size: 2.2rem; inline-size: auto; }"


def _font_face(family: str, face: Face) -> str:
    """One file of a typeface. Text is shown in another until it is there."""
    return (
        f'@font-face {{ font-family: {family}; src: url("../{face.path}") format("{face.format}"); '
        f"font-weight: {face.weight}; font-style: {face.style}; font-display: swap; }}"
    )
