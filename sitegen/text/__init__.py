"""A text as every part of the annotator sees it: spans over it, words and sentences in it, word lists and weights."""
