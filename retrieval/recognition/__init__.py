"""Text of scanned pages and pictures: recognised page by page, kept, and marked wherever it is shown."""
