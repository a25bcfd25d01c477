"""What script/replay does; ``__main__`` tells the story, every other file is one part."""
