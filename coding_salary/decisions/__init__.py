"""Questions put to the model: offers, steps, plans and comparisons."""
