"""Which messages can the code say?  Read from the code itself, so that no message is forgotten.

A key is the first argument of ``Say`` and ``text``, or the title of ``choice`` and ``aside``.
Where it is a name, a table or what a function returns, its possible values are looked up.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_CALLERS_GIVE_THE_KEY = ("choice", "aside")
_NONE = ast.Dict([], [])


def keys_said(folders: Sequence[Path]) -> Iterator[tuple[str, set[str]]]:
    """Every key that the code below ``folders`` can say, with the names of the values it gives.

    A key that is built is given as its code: ``crisis.{flag}`` for ``f"crisis.{flag}"``.
    """
    for file in sorted(file for folder in folders for file in folder.rglob("*.py")):
        yield from _Scope(ast.parse(file.read_text(encoding="utf-8"))).said()


class _Scope:
    """A module or a function, with what its names can stand for."""

    def __init__(self, body: ast.AST, outer: _Scope | None = None) -> None:
        self._outer = outer
        self._nodes = list(_own_nodes(body))
        self._meant: dict[str, list[tuple[ast.expr, _Scope]]] = {}
        self._inner = [(node, _Scope(node, self)) for node in self._nodes if isinstance(node, _Function)]
        for node in self._nodes:
            for name, value in _bindings(node):
                self._meant.setdefault(name, []).append((value, self))
        for function, scope in self._inner:
            self._meant.setdefault(function.name, []).extend(scope.returned())

    def returned(self) -> list[tuple[ast.expr, _Scope]]:
        return [(node.value, self) for node in self._nodes if isinstance(node, ast.Return) and node.value]

    def said(self) -> Iterator[tuple[str, set[str]]]:
        for node in self._nodes:
            if isinstance(node, ast.Call):
                yield from self._said_by(node)
            elif isinstance(node, ast.Dict) and [_text(key) for key in node.keys] == ["key"]:
                yield from ((key, set()) for key in self.strings(node.values[0]))
        for function, scope in self._inner:
            yield from () if function.name in _CALLERS_GIVE_THE_KEY else scope.said()

    def _said_by(self, call: ast.Call) -> Iterator[tuple[str, set[str]]]:
        named = {word.arg: word.value for word in call.keywords}
        first, second = (*call.args, None, None)[:2]
        match _name(call.func):
            case "choice" | "aside":
                title = named.get("title") or second or first
                yield from ((f"choice.{key}", set()) for key in self.strings(title))
            case "text":
                yield from ((key, set(named)) for key in self.strings(first))
            case "Say":
                values = self.names(named.get("values") or second or _NONE)
                yield from ((key, values) for key in self.strings(first))

    def strings(self, node: ast.expr) -> Iterator[str]:
        """Every string that an expression can be; what cannot be read is given as ``{its code}``."""
        match node:
            case ast.Constant(value=str(words)):
                yield words
            case ast.JoinedStr():
                yield ast.unparse(node)[2:-1]
            case ast.IfExp(body=one, orelse=other):
                yield from (*self.strings(one), *self.strings(other))
            case ast.Dict(values=many) | ast.Tuple(elts=many):
                yield from (words for one in many for words in self.strings(one))
            case ast.Subscript(value=table):
                yield from self.strings(table)
            case _ if meant := self._meanings(node):
                yield from (words for one, scope in meant for words in scope.strings(one))
            case _:
                yield f"{{{ast.unparse(node)}}}"

    def names(self, node: ast.expr) -> set[str]:
        """The names of the values in a dict, or in what a name or a function gives."""
        if isinstance(node, ast.Dict):
            merged = [value for key, value in zip(node.keys, node.values, strict=True) if key is None]
            return {_text(key) for key in node.keys if key is not None}.union(*map(self.names, merged))
        return set().union(*(scope.names(one) for one, scope in self._meanings(node)))

    def _meanings(self, node: ast.expr) -> list[tuple[ast.expr, _Scope]]:
        name = _name(node.func if isinstance(node, ast.Call) else node)
        if name and name in self._meant:
            return self._meant[name]
        return self._outer._meanings(node) if self._outer else []


def _own_nodes(body: ast.AST) -> Iterator[ast.AST]:
    """All nodes below, but not those inside the functions among them."""
    for node in ast.iter_child_nodes(body):
        yield node
        if not isinstance(node, _Function):
            yield from _own_nodes(node)


def _bindings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        yield _name(node.targets[0]), node.value
    elif isinstance(node, ast.comprehension):
        yield _name(node.target), node.iter


def _text(key: ast.expr | None) -> str | None:
    return key.value if isinstance(key, ast.Constant) else None


def _name(node: ast.expr) -> str:
    """``x`` of ``x``, and of ``self.x``; other attributes are not followed."""
    if isinstance(node, ast.Attribute) and _name(node.value) == "self":
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
