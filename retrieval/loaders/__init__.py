"""Bytes to documents: one loader a kind of file, one table from kind to loader."""

from retrieval.loaders.folder import readable_files
from retrieval.loaders.kinds import SUFFIXES
from retrieval.loaders.table import load, load_file, may_be_document

__all__ = ["SUFFIXES", "load", "load_file", "may_be_document", "readable_files"]
