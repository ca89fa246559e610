"""Entries of knowledge/: drafted from the articles, filled from Wikidata, and what a change of one touches."""
