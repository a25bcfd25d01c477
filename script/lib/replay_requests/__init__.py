"""What script/replay does: ``replay.py`` tells the story, each other file is a part."""
