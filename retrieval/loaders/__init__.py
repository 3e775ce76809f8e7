"""Bytes to documents: one loader a kind of file, one table from suffix to loader."""

from retrieval.loaders.folder import readable_files
from retrieval.loaders.table import SUFFIXES, load, load_file

__all__ = ["SUFFIXES", "load", "load_file", "readable_files"]
