"""What a build keeps for the next, in a folder beside the output that may be removed at any time."""
