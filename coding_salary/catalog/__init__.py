"""The table about itself: its values, figures, sources and differences."""
