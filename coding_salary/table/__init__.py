"""What bands.yaml and the CSV tables beside it say."""
