"""What the OpenSearch backend does on a real cluster of three nodes: `make cluster`."""
