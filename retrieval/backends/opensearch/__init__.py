"""Postings in an OpenSearch cluster, for what one machine does not hold."""
