"""How do we load Rasa without TensorFlow, which none of our components uses?

Rasa imports TensorFlow for components that we do not have (DIET, TED).  That import takes
two thirds of the start and 360 MB (ADR 0001).  ``install`` puts empty modules in its place
in this process.  What only names TensorFlow (a base class, an annotation) keeps working;
what tries to use it fails with a clear error.  Plain ``rasa train``, ``rasa shell`` and
``rasa test`` never call this.
"""

from __future__ import annotations

import sys
from abc import ABCMeta
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

ABSENT_PACKAGES = frozenset({"tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras"})
"""Top-level packages that are replaced."""


class TensorFlowAbsent(RuntimeError):
    """Something tried to use TensorFlow in a process that does without it."""


def install() -> None:
    """Replace TensorFlow in this process, unless it is loaded already; a second call does nothing.

    Must run before the first import of rasa.
    """
    if "tensorflow" not in sys.modules and not any(isinstance(one, _Finder) for one in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _AbsentType(ABCMeta):
    """Type of a name inside TensorFlow: can be named, subclassed and used as a decorator."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Absent

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls is _Absent and len(args) == 1 and callable(args[0]):
            return args[0]
        if cls is _Absent and not args:
            return _Absent  # A decorator with options, or a constant made while a module loads.
        raise TensorFlowAbsent(f"{cls.__name__} needs TensorFlow, which this process does without")

    def __getitem__(cls, item: Any) -> Any:
        return cls


class _Absent(metaclass=_AbsentType):
    pass


class _AbsentModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Absent


class _Finder(MetaPathFinder, Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in ABSENT_PACKAGES:
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _AbsentModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: every name is made when it is asked for."""
