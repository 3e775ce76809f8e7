"""Where postings live: embedded in this process; other homes later."""
