"""What tables are told apart by, without hashlib, which would take longer to import than all the rest."""

from typing import Any


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of a table, by which a result says what it was computed from."""
    return str(_sha256()(content).hexdigest())


def _sha256() -> Any:
    """Return the interpreter's own function, where it is to be had alone."""
    from importlib import import_module

    for name in ("_sha2", "_sha256"):  # from Python 3.12 on, and before
        try:
            return import_module(name).sha256
        except ImportError:
            continue
    return import_module("hashlib").sha256
