"""What the author sets: the keys of site.yaml, of knowledge files and of front matter, and what the pages say."""
