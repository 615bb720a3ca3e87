"""What medical coders and billers earn, and where every number comes from."""

__version__ = "0.1.0"
RELEASED = "2026-11-21"
