"""Files on disk: what is read from them, what a command writes, and what ships with sitegen."""
