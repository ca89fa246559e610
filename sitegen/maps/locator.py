"""A locator map: where a country lies, as an SVG file of its own with the colours of light and dark pages."""

from __future__ import annotations

from sitegen.maps.drawn import drawn_maps

WIDTH, HEIGHT = 320, 180
"""Size in CSS pixels at which a page shows a locator map."""
GRID = 2
"""Units of the drawing in a pixel."""
CREDIT = "Natural Earth, Visionscarto"
"""Whose outlines these are, as the map itself says."""

_DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="320" height="180">
<style>svg{{background:#eaeef1}}.land{{fill:#c6cbcf;stroke:#eaeef1;stroke-width:1.5}}\
.here{{fill:#00695c;stroke:#eaeef1}}.mark{{fill:none;stroke:#00695c;stroke-width:5;stroke-linecap:round}}\
text{{font:15px system-ui,sans-serif;fill:#4d5359;text-anchor:end;paint-order:stroke;stroke:#eaeef1;stroke-width:4px}}\
.name{{font-size:22px;text-anchor:middle;stroke:#c6cbcf}}\
@media(prefers-color-scheme:dark){{svg{{background:#15191c}}.land{{fill:#3d4449;stroke:#15191c}}\
.here{{fill:#5fd0bd;stroke:#15191c}}.mark{{stroke:#5fd0bd}}text{{fill:#b4b9be;stroke:#15191c}}.name{{fill:#d6dade;stroke:#3d4449}}}}</style>
<path class="land" d="{land}"/>
<path class="here" d="{here}"/>
{mark}{names}<text x="{right}" y="{bottom}">{credit}</text>
</svg>
"""


def locator_map(country_id: str) -> str:
    """The SVG of the country between its neighbours. Raises KeyError for an id that countries.txt does not have."""
    drawn = drawn_maps().locators[country_id]
    return _DRAWING.format(
        width=WIDTH * GRID,
        height=HEIGHT * GRID,
        right=WIDTH * GRID - 8,
        bottom=HEIGHT * GRID - 9,
        land=drawn.land,
        here=drawn.here,
        mark=drawn.mark,
        names=drawn.names,
        credit=CREDIT,
    )
