"""The console, the command line and the chats: everything that meets the world."""

import os

__version__ = "0.1.0"

# Read by NumPy's library for products of matrices when it is imported. Ours are small: with a thread for each core the
# threads wait for one another, spinning, and reading five passages takes 34 ms of two busy cores for 16.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
