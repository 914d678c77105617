"""Trains the tagger from a corpus folder; needs the ``training`` extra (torch)."""
