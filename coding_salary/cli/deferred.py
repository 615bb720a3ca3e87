"""A stand-in for a module that a library imports on every run and needs almost never."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def deferred(module: str, *functions: str) -> Iterator[None]:
    """Let `from module import function` inside the block load nothing until the function is called.

    The stand-in is gone from the list of modules afterwards, so everybody else gets the real one.
    """
    if module in sys.modules:
        yield
        return
    stand_in = ModuleType(module)
    for function in functions:
        setattr(stand_in, function, _on_call(module, function))
    sys.modules[module] = stand_in
    try:
        yield
    finally:
        del sys.modules[module]


def _on_call(module: str, function: str) -> Callable[..., Any]:
    def call(*args: Any, **settings: Any) -> Any:
        return getattr(import_module(module), function)(*args, **settings)

    return call
