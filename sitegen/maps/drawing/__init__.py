"""Where the maps come from: outlines, projections, and the drawing. Not part of the installed package.

`tools/draw_maps.py` writes what is drawn here into `tables/maps.json.gz`, which every build shows.
"""
