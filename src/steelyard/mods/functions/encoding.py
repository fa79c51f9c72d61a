"""JSON, YAML, CSV, base64 and URLs."""

from __future__ import annotations

import base64
import binascii
import csv
import gzip
import io
import json
from decimal import Decimal
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from steelyard.mods import values
from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.functions.declare import table
from steelyard.mods.values import Reference, Value, shorten

JSON_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
MAX_DEPTH = 100


class _Number(float):
    """A Decimal on its way through json.dumps, with all its digits."""

    def __new__(cls, number: Decimal) -> _Number:
        made = super().__new__(cls, float(number))
        made.text = format(number, "f")  # type: ignore[attr-defined]
        return made

    def __repr__(self) -> str:
        return str(self.text)  # type: ignore[attr-defined]


def jsonencode(value: Value) -> str:
    """Keys sorted, no spaces, and ``<``, ``>``, ``&`` escaped."""
    if values.deep(value) > MAX_DEPTH:
        raise EvaluationError("the value is nested too deep")
    return _dump(value).translate(JSON_ESCAPES)


def _dump(value: Value) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list):
        return f"[{','.join(map(_dump, value))}]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{_dump(key)}:{_dump(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, Reference):
        return json.dumps(value.full_name)
    return json.dumps(value, ensure_ascii=False)


def jsondecode(text: str) -> Value:
    try:
        found = json.loads(text, parse_float=values.number, parse_int=values.number, parse_constant=_no_constant)
    except EvaluationError:
        raise
    except (ValueError, RecursionError) as error:
        raise EvaluationError(f"this is no JSON: {error}") from None
    if values.deep(found) > MAX_DEPTH:
        raise EvaluationError("the value is nested too deep")
    return found


def _no_constant(name: str) -> Value:
    raise EvaluationError(f"this is no JSON: {name}")


def csvdecode(text: str) -> Value:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise EvaluationError(f"this is no CSV: {error}") from None
    if not rows:
        raise EvaluationError("a CSV text needs a line of column names")
    names, made = rows[0], []
    if len(set(names)) != len(names):
        raise EvaluationError("two columns have the same name")
    for line, row in enumerate(rows[1:], 2):
        if not row:
            continue
        if len(row) != len(names):
            raise EvaluationError(f"line {line} has {len(row)} values for {len(names)} columns")
        made.append(dict(zip(names, row, strict=True)))
    return made


def _yaml() -> Any:
    try:
        import yaml
    except ImportError:
        raise EvaluationError("YAML needs the package PyYAML, which is not installed") from None
    return yaml


def yamldecode(text: str) -> Value:
    yaml = _yaml()
    try:
        found = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        values.weigh(found)  # before anything walks it: aliases can make it look endless
        if values.deep(found) > MAX_DEPTH:
            raise EvaluationError("the value is nested too deep")
        return _from_yaml(found)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise EvaluationError(f"this is no YAML: {str(error).splitlines()[0]}") from None


def _from_yaml(value: Any) -> Value:
    if isinstance(value, dict):
        return {values.to_text(_from_yaml(key)): _from_yaml(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_from_yaml(item) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return values.whole(value)
    if value is None or isinstance(value, (bool, str)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def yamlencode(value: Value) -> str:
    yaml = _yaml()
    if values.deep(value) > MAX_DEPTH:
        raise EvaluationError("the value is nested too deep")

    class Dumper(yaml.SafeDumper):  # type: ignore[misc, name-defined]
        def ignore_aliases(self, data: Any) -> bool:
            return True

    Dumper.add_representer(_Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, '"'))
    Dumper.add_representer(_Number, lambda dumper, n: dumper.represent_scalar("tag:yaml.org,2002:float", repr(n)))
    return str(yaml.dump(_to_yaml(value), Dumper=Dumper, allow_unicode=True, width=2**31, sort_keys=True))


class _Quoted(str):
    """A string that is written in quotes, as Terraform writes all of them."""


def _to_yaml(value: Value) -> Any:
    if isinstance(value, dict):
        return {_Quoted(key): _to_yaml(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_to_yaml(item) for item in value]
    if isinstance(value, Decimal):
        return _Number(value)
    if isinstance(value, str):
        return _Quoted(value)
    return value.full_name if isinstance(value, Reference) else value


def base64decode(text: str) -> str:
    return _text(_bytes(text), "utf-8")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except (binascii.Error, ValueError):
        raise EvaluationError(f"{shorten(text)} is no base64") from None


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise EvaluationError(f"the content is no {encoding.upper()} text") from None
    except LookupError:
        raise EvaluationError(f"there is no encoding {shorten(encoding)}") from None


def textdecodebase64(text: str, encoding: str) -> str:
    _known(encoding)
    return _text(_bytes(text), encoding)


def textencodebase64(text: str, encoding: str) -> str:
    _known(encoding)
    try:
        return base64.b64encode(text.encode(encoding)).decode()
    except UnicodeEncodeError:
        raise EvaluationError(f"the text cannot be written in {encoding}") from None


def _known(encoding: str) -> None:
    import codecs

    try:
        if codecs.lookup(encoding)._is_text_encoding:
            return
    except (LookupError, ValueError):
        raise EvaluationError(f"there is no encoding {shorten(encoding)}") from None
    raise EvaluationError(f"there is no encoding {shorten(encoding)}")


def base64gzip(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def urldecode(text: str) -> str:
    try:
        return unquote_plus(text, errors="strict")
    except UnicodeDecodeError:
        raise EvaluationError("the content is no UTF-8 text") from None


FUNCTIONS = table(
    ("base64decode", "s", base64decode),
    ("base64encode", "s", lambda text: base64.b64encode(text.encode()).decode()),
    ("base64gzip", "s", base64gzip),
    ("csvdecode", "s", csvdecode),
    ("jsondecode", "s", jsondecode),
    ("jsonencode", "x", jsonencode),
    ("textdecodebase64", "ss", textdecodebase64),
    ("textencodebase64", "ss", textencodebase64),
    ("urldecode", "s", urldecode),
    ("urlencode", "s", quote_plus),
    ("yamldecode", "s", yamldecode),
    ("yamlencode", "x", yamlencode),
)
