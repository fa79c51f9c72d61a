"""HCL text to a compact tree of plain lists, by tree-sitter.

A tree holds only strings, numbers, booleans, None, lists and dicts, so that it can be cached as JSON.
An expression is either a plain value (a literal) or a list whose first item names its form and whose
second is its byte offset in the file:

    ["num", at, text]                      a number that is no small integer
    ["ref", at, name, steps]               name.attribute[index] and so on, see below
    ["get", at, expression, steps]         the same on any other expression
    ["call", at, name, arguments, spread]  spread: the last argument is followed by ``...``
    ["list", at, items]
    ["map", at, [key, value, ...]]
    ["if", at, condition, then, otherwise]
    ["op", at, first, [[operator, at, operand], ...]]    applied from left to right
    ["not", at, operand]  ["neg", at, operand]
    ["for[", at, key or None, name, collection, value, condition or None]
    ["for{", at, key or None, name, collection, key, value, condition or None, group]
    ["text", at, parts]                    a template; parts are strings, expressions and
    ["%if", at, condition, parts, parts]   ["%for", at, key or None, name, collection, parts]

A step is a string (an attribute), an integer (a legacy index), ["[", expression],
[".*", steps] or ["[*]", steps] (a splat and what it is applied to).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypedDict

from tree_sitter import Language, Node, Parser

from steelyard.mods import lexical, templates
from steelyard.mods.diagnostics import EvaluationError, Problem, Source

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 60  # of expressions
MAX_BLOCKS = 20  # inside each other
MAX_PROBLEMS = 20
SMALL_INTEGER = re.compile(r"(0|[1-9][0-9]{0,14})\Z")

Expression = Any


class Body(TypedDict):
    """The inside of a block: ``attributes`` by name as [offset, expression], ``blocks`` in order."""

    attributes: dict[str, list[Any]]
    blocks: list[Block]


class Block(TypedDict):
    kind: str
    labels: list[str]
    at: int
    body: Body


@cache
def language() -> Language:
    import tree_sitter_hcl

    return Language(tree_sitter_hcl.language())


def parse(source: Source) -> tuple[Body, list[Problem]]:
    """The body of a file, and what is wrong with its syntax. Never raises for any content."""
    if len(source.data) > MAX_BYTES:
        return {"attributes": {}, "blocks": []}, [
            Problem(source.shown, 0, 0, f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB")
        ]
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return {"attributes": {}, "blocks": []}, [source.problem(error.start, "this is not UTF-8 text")]
    root = Parser(language()).parse(source.data).root_node
    reader = _Reader(source)
    if root.has_error:
        reader.report_errors(root)
    body: Body = {"attributes": {}, "blocks": []}
    for node in root.named_children:
        if node.type == "body":
            reader.body(node, body, 0)
        elif node.type == "object":
            reader.fail(node, "the file holds an object where blocks are expected")
    return body, reader.problems


def parse_expression(text: str, shown: str) -> tuple[Expression, list[Problem]]:
    """One expression on its own, such as a variable's value on the command line."""
    source = Source(path=None, shown=shown, data=f"value = {text}\n".encode())  # type: ignore[arg-type]
    body, problems = parse(source)
    if not problems and (list(body["attributes"]) != ["value"] or body["blocks"]):
        problems = [Problem(shown, 0, 0, f"{text!r} is not one expression")]
    problems = [Problem(p.path, 0, 0, p.message) for p in problems]
    return (None if problems else body["attributes"]["value"][1]), problems


class _Reader:
    """Walks one file's syntax nodes; faults are gathered in ``problems``."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.data = source.data
        self.problems: list[Problem] = []

    def fail(self, node: Node, message: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(self.source.problem(node.start_byte, message))

    def text(self, node: Node) -> str:
        return self.data[node.start_byte : node.end_byte].decode()

    def report_errors(self, root: Node) -> None:
        """What is wrong in the text itself, or else each place where the grammar gave up, outermost first."""
        found = lexical.fault(self.data)
        if found is not None:
            self.problems.append(self.source.problem(*found))
            return
        waiting = [root]
        while waiting and len(self.problems) < MAX_PROBLEMS:
            node = waiting.pop()
            if node.is_missing:
                self.fail(node, f"{_spoken(node.type)} is missing here")
            elif node.type == "ERROR":
                self.give_up(node)
            elif node.has_error:
                waiting.extend(reversed(node.children))
        if not self.problems:
            self.fail(root, "the syntax of this file cannot be read")

    def give_up(self, node: Node) -> None:
        """Point to the last thing on the error's first line that has sense, not to the beginning of a block."""
        row = node.start_point[0]
        while node.children and node.end_point[0] != row:
            node = node.children[-1]
            row = node.start_point[0]
        self.fail(node, _describe(self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")))

    # blocks and attributes

    def body(self, node: Node, into: Body, depth: int) -> None:
        last_row, last = -1, None
        for child in node.named_children:
            kind = child.type
            if kind not in ("attribute", "block"):
                continue
            if child.start_point[0] == last_row and last is not None:
                self.fail(child, f"a new line is needed after the {last}")
            last_row, last = child.end_point[0], kind
            if kind == "attribute":
                self.attribute(child, into)
            else:
                self.block(child, into, depth)

    def attribute(self, node: Node, into: Body) -> None:
        children = node.named_children
        if len(children) < 2 or children[0].type != "identifier":
            if not self.problems:
                self.fail(node, "an attribute needs a name and a value")
            return
        name = self.text(children[0])
        if name in into["attributes"]:
            self.fail(node, f"attribute {name!r} is set twice in this block")
            return
        try:
            value = self.expression(next(c for c in children if c.type == "expression"), 0)
        except EvaluationError as error:
            self.problems.append(self.source.problem(error.at or node.start_byte, error.message))
        except StopIteration:
            if not self.problems:
                self.fail(node, f"attribute {name!r} has no value")
        else:
            into["attributes"][name] = [node.start_byte, value]

    def block(self, node: Node, into: Body, depth: int) -> None:
        if depth > MAX_BLOCKS:
            self.fail(node, f"blocks are nested deeper than {MAX_BLOCKS} levels")
            return
        made: Block = {"kind": "", "labels": [], "at": node.start_byte, "body": {"attributes": {}, "blocks": []}}
        for child in node.named_children:
            kind = child.type
            if kind == "identifier":
                if made["kind"]:
                    made["labels"].append(self.text(child))
                else:
                    made["kind"] = self.text(child)
            elif kind == "string_lit":
                made["labels"].append(self.string(child))
            elif kind == "body":
                self.body(child, made["body"], depth + 1)
        into["blocks"].append(made)

    # expressions

    def expression(self, node: Node, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise EvaluationError(f"expressions are nested deeper than {MAX_DEPTH} levels", node.start_byte)
        return self.terms(node.children, node, depth + 1)

    def terms(self, nodes: list[Node], parent: Node, depth: int) -> Expression:
        """A term and the steps that follow it."""
        base: Expression = None
        at = parent.start_byte
        found = False
        steps: list[Any] = []
        for node in nodes:
            kind = node.type
            if kind in _STEPS:
                self.step(node, steps, depth)
            elif kind in _SKIPPED:
                continue
            elif found:
                raise EvaluationError("this expression cannot be read", node.start_byte)
            else:
                base, at, found = self.term(node, depth), node.start_byte, True
        if not found:
            raise EvaluationError("an expression is missing here", at)
        if not steps:
            return base
        if isinstance(base, list) and base[0] == "ref" and not base[3]:
            return ["ref", base[1], base[2], steps]
        return ["get", at, base, steps]

    def term(self, node: Node, depth: int) -> Expression:
        read = _TERMS.get(node.type)
        if read is None:
            raise EvaluationError("this expression cannot be read", node.start_byte)
        return read(self, node, depth)

    def variable(self, node: Node, depth: int) -> Expression:
        return ["ref", node.start_byte, self.text(node), []]

    def literal(self, node: Node, depth: int) -> Expression:
        inner = node.children[0]
        kind = inner.type
        if kind == "string_lit":
            return self.string(inner)
        if kind == "numeric_lit":
            text = self.text(inner)
            return int(text) if SMALL_INTEGER.match(text) else ["num", node.start_byte, text]
        if kind == "bool_lit":
            return self.text(inner) == "true"
        return None

    def string(self, node: Node) -> str:
        start, end = node.start_byte + 1, node.end_byte - 1
        text = self.data[start:end].decode("utf-8", "replace")
        if "\\" not in text and "{" not in text:
            return text
        return templates.unescape(text, start)

    def collection(self, node: Node, depth: int) -> Expression:
        inner = node.children[0]
        if inner.type == "tuple":
            items = [self.expression(c, depth) for c in inner.named_children if c.type == "expression"]
            return ["list", node.start_byte, items]
        pairs: list[Expression] = []
        for element in inner.named_children:
            if element.type == "object_elem":
                key, value = (c for c in element.named_children if c.type == "expression")
                pairs += [self.key(key, depth), self.expression(value, depth)]
        return ["map", node.start_byte, pairs]

    def key(self, node: Node, depth: int) -> Expression:
        """An object's key: a bare word is itself, not a reference."""
        children = node.children
        if len(children) == 1 and children[0].type == "variable_expr":
            return self.text(children[0])
        return self.expression(node, depth)

    def call(self, node: Node, depth: int) -> Expression:
        name, arguments, spread = "", [], False
        for child in node.named_children:
            if child.type == "identifier":
                name = f"{name}::{self.text(child)}" if name else self.text(child)
            elif child.type == "function_arguments":
                for argument in child.named_children:
                    if argument.type == "expression":
                        arguments.append(self.expression(argument, depth))
                    elif argument.type == "ellipsis":
                        spread = True
        return ["call", node.start_byte, name, arguments, spread]

    def conditional(self, node: Node, depth: int) -> Expression:
        parts = [self.expression(c, depth) for c in node.named_children if c.type == "expression"]
        if len(parts) != 3:
            raise EvaluationError("this conditional cannot be read", node.start_byte)
        return ["if", node.start_byte, *parts]

    def operation(self, node: Node, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise EvaluationError(f"expressions are nested deeper than {MAX_DEPTH} levels", node.start_byte)
        inner = node.children[0] if node.type == "operation" else node
        children = [c for c in inner.children if c.type != "comment"]
        if inner.type == "unary_operation":
            kind = "neg" if children[0].type == "-" else "not"
            return [kind, node.start_byte, self.terms(children[1:], inner, depth + 1)]
        rest: list[Any] = []
        while True:  # down the left side, so that a long sum is no deep tree
            middle = next((i for i, c in enumerate(children) if c.type in _OPERATORS), None)
            if middle is None:
                raise EvaluationError("this operation cannot be read", inner.start_byte)
            sign = children[middle]
            rest.append([sign.type, sign.start_byte, self.terms(children[middle + 1 :], inner, depth + 1)])
            left = children[:middle]
            deeper = left[0].children[0] if len(left) == 1 and left[0].type == "operation" else None
            if deeper is None or deeper.type != "binary_operation":
                return ["op", node.start_byte, self.terms(left, inner, depth + 1), rest[::-1]]
            inner, children = deeper, [c for c in deeper.children if c.type != "comment"]

    def comprehension(self, node: Node, depth: int) -> Expression:
        inner = node.children[0]
        names: list[str] = []
        parts: list[Expression] = []
        collection = condition = None
        group = False
        for child in inner.named_children:
            if child.type == "for_intro":
                names = [self.text(c) for c in child.named_children if c.type == "identifier"]
                collection = self.expression(_only(child), depth)
            elif child.type == "for_cond":
                condition = self.expression(_only(child), depth)
            elif child.type == "expression":
                parts.append(self.expression(child, depth))
            elif child.type == "ellipsis":
                group = True
        key, name = (names[0], names[1]) if len(names) > 1 else (None, names[0])
        if inner.type == "for_tuple_expr":
            return ["for[", node.start_byte, key, name, collection, parts[0], condition]
        return ["for{", node.start_byte, key, name, collection, parts[0], parts[1], condition, group]

    def step(self, node: Node, steps: list[Any], depth: int) -> None:
        if node.type == "get_attr":
            steps.append(self.text(node.named_children[-1]))
        elif node.type == "index":
            inner = node.children[0]
            if inner.type == "new_index":
                steps.append(["[", self.expression(_only(inner), depth)])
                return
            number = self.data[inner.start_byte : node.end_byte].decode().lstrip(". \t")
            if not SMALL_INTEGER.match(number):
                raise EvaluationError("an index after a dot must be a whole number", node.start_byte)
            steps.append(int(number))
        else:
            self.splat(node.children[0], steps, depth)

    def splat(self, node: Node, steps: list[Any], depth: int) -> None:
        """``.*`` reaches over the attributes that follow it, ``[*]`` over the indexes too."""
        nested: list[Any] = []
        steps.append([".*" if node.type == "attr_splat" else "[*]", nested])
        into = nested
        for child in node.named_children:
            if child.type not in _STEPS:
                continue
            if node.type == "attr_splat" and child.type == "index" and child.children[0].type == "new_index":
                into = steps
            self.step(child, into, depth)

    def template(self, node: Node, depth: int) -> Expression:
        return templates.read(self, node.children[0], depth)

    def parenthesis(self, node: Node, depth: int) -> Expression:
        """A parenthesised expression: a reference in it does not take the steps that follow."""
        inner = self.expression(node, depth)
        return ["get", node.start_byte, inner, []] if isinstance(inner, list) and inner[0] == "ref" else inner


_STEPS = frozenset({"get_attr", "index", "splat"})
_SKIPPED = frozenset({"(", ")", "comment"})
_OPERATORS = frozenset({"+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"})
_TERMS = {
    "variable_expr": _Reader.variable,
    "literal_value": _Reader.literal,
    "template_expr": _Reader.template,
    "collection_value": _Reader.collection,
    "function_call": _Reader.call,
    "conditional": _Reader.conditional,
    "operation": _Reader.operation,
    "unary_operation": _Reader.operation,
    "binary_operation": _Reader.operation,
    "for_expr": _Reader.comprehension,
    "expression": _Reader.parenthesis,
}


def _only(node: Node) -> Node:
    return next(c for c in node.named_children if c.type == "expression")


def _spoken(kind: str) -> str:
    names = {
        "quoted_template_end": "a closing quote",
        "block_end": "a closing brace",
        "object_end": "a closing brace",
        "tuple_end": "a closing bracket",
        "template_interpolation_end": "a closing brace",
        "template_directive_end": "a closing brace",
        "heredoc_identifier": "the end of the heredoc",
    }
    return names.get(kind, kind if len(kind) > 3 else f"{kind!r}")


def _describe(text: str) -> str:
    first = text.strip().split("\n", 1)[0].strip()
    if not first:
        return "this cannot be read: perhaps a quote, brace or bracket is not closed, or an escape is wrong"
    return f"unexpected {first[:60]!r}"
