"""Every figure of a document as a value: what it measures, of whom, when, and whether it is so or is meant to be."""
