"""Everything that the annotators found, for other programs. Pages ask for tables alone: no format loads another."""
