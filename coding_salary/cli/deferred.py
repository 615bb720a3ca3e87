"""Stand-ins for modules that a library imports on every run and needs almost never."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _StandIn(ModuleType):
    """A module whose named functions load the real one when called, and every other attribute at once."""

    def __init__(self, name: str, functions: tuple[str, ...]) -> None:
        super().__init__(name)
        for function in functions:
            setattr(self, function, _on_call(name, function))

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):  # the import system itself asks, for __path__ and the like
            raise AttributeError(attribute)
        return getattr(_real(self.__name__), attribute)


@contextmanager
def deferred(module: str, *functions: str) -> Iterator[None]:
    """Let an import of a module inside the block load nothing until one of these functions is called.

    The stand-in is gone from the list of modules afterwards, so everybody else gets the real one.
    """
    if module in sys.modules:
        yield
        return
    stand_in = sys.modules[module] = _StandIn(module, functions)
    try:
        yield
    finally:
        if sys.modules.get(module) is stand_in:
            del sys.modules[module]


def _on_call(module: str, function: str) -> Callable[..., Any]:
    def call(*args: Any, **settings: Any) -> Any:
        return getattr(_real(module), function)(*args, **settings)

    return call


def _real(module: str) -> ModuleType:
    if isinstance(sys.modules.get(module), _StandIn):
        del sys.modules[module]
    return import_module(module)
