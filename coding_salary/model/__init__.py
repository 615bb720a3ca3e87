"""Multipliers into dollars: values in, values out."""
