// The pencils of the correction desk. What it asks and is answered: sitegen/desk/__init__.py.
