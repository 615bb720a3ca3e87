"""Files into checked values, every fault with its place."""
