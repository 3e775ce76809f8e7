"""A draft held against the pile: each of its sentences verbatim, supported, different or absent."""
