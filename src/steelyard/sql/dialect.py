"""PostgreSQL's expression grammar on sqlglot's parser: its operator precedence, no function rewritten.

sqlglot reads many dialects into one tree, and gives some of PostgreSQL's operators another precedence.
Here every operator becomes one node, ``PgOp``, at the level PostgreSQL's manual gives it ("Operator
Precedence"), and every function call stays what was written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from sqlglot import exp
from sqlglot.dialects.postgres import Postgres
from sqlglot.parser import Parser
from sqlglot.parsers.postgres import PostgresParser
from sqlglot.tokenizer_core import Token, TokenType

T = TokenType


class PgOp(exp.Expression):
    """A unary or binary operator as written: ``op`` is its text, ``this`` is None when it is a prefix."""

    arg_types: ClassVar[dict[str, bool]] = {"this": False, "expression": True, "op": True}

    @property
    def op(self) -> str:
        return str(self.args["op"])


class PgLike(exp.Expression):
    """``LIKE``, ``ILIKE`` or ``SIMILAR TO`` with its escape."""

    arg_types: ClassVar[dict[str, bool]] = {
        "this": True,
        "expression": True,
        "op": True,
        "escape": False,
        "negate": False,
    }


class PgBetween(exp.Expression):
    """``BETWEEN [SYMMETRIC]``."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "low": True, "high": True, "symmetric": False}


class PgIs(exp.Expression):
    """``IS NULL | TRUE | FALSE | UNKNOWN``; ``op`` is the upper-case word."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "op": True, "negate": False}


class PgCollate(exp.Expression):
    """``expression COLLATE "name"``."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "collation": True}


COMPARISONS = {
    T.EQ: "=",
    T.NEQ: "<>",
    T.LT: "<",
    T.GT: ">",
    T.LTE: "<=",
    T.GTE: ">=",
}
OTHER = {
    T.DPIPE: "||",
    T.ARROW: "->",
    T.DARROW: "->>",
    T.HASH_ARROW: "#>",
    T.DHASH_ARROW: "#>>",
    T.PLACEHOLDER: "?",
    T.QMARK_AMP: "?&",
    T.QMARK_PIPE: "?|",
    T.AT_GT: "@>",
    T.LT_AT: "<@",
    T.AT_QMARK: "@?",
    T.DAT: "@@",
    T.HASH_DASH: "#-",
    T.DAMP: "&&",
    T.RLIKE: "~",
    T.IRLIKE: "~*",
    T.AMP: "&",
    T.PIPE: "|",
    T.HASH: "#",
    T.CARET_AT: "^@",
}
# Two tokens that stand together and make one operator.
PAIRS = {
    (T.LT, T.LT): "<<",
    (T.GT, T.GT): ">>",
    (T.LT, T.LTE): "<<=",
    (T.GT, T.GTE): ">>=",
    (T.NOT, T.RLIKE): "!~",
    (T.NOT, T.IRLIKE): "!~*",
}
INTERVAL_UNITS = {"YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"}


def placed(node: exp.Expression, token: Token) -> exp.Expression:
    """The node, knowing where in the text it stands."""
    node.meta["start"] = token.start
    return node


class PgParser(PostgresParser):
    """See the module's docstring; each method is one level, loosest first."""

    FUNCTIONS: ClassVar[dict[str, Callable[..., Any]]] = {}
    FUNCTION_PARSERS: ClassVar[dict[str, Callable[..., Any]]] = {
        name: parser
        for name, parser in Parser.FUNCTION_PARSERS.items()
        if name in {"CAST", "EXTRACT", "OVERLAY", "POSITION", "SUBSTRING", "TRIM"}
    }
    UNARY_PARSERS: ClassVar[dict[TokenType, Callable[..., Any]]] = {}
    NO_PAREN_FUNCTION_PARSERS: ClassVar[dict[str, Callable[..., Any]]] = {
        name: parser
        for name, parser in PostgresParser.NO_PAREN_FUNCTION_PARSERS.items()
        if name in {"ANY", "CASE", "VARIADIC"}
    }

    # Inside a call's parentheses ``->`` is the operator it is elsewhere; only ``name => value`` stays.
    LAMBDAS: ClassVar[dict[TokenType, Callable[..., Any]]] = {T.FARROW: Parser.LAMBDAS[T.FARROW]}

    def _parse_equality(self, parse_is: bool = True) -> Any:
        if self._curr.token_type == T.NOT and self._curr.text.upper() == "NOT":
            token = self._curr
            self._advance()
            return placed(exp.Not(this=self._need(self._parse_equality())), token)
        return self._pg_is()

    def _pg_is(self) -> Any:
        this = self._pg_comparison()
        while this is not None:
            token = self._curr
            if self._match(T.IS):
                this = self._pg_is_rest(this, token)
            elif self._match(T.ISNULL):
                this = placed(PgIs(this=this, op="NULL"), token)
            elif self._match(T.NOTNULL):
                this = placed(PgIs(this=this, op="NULL", negate=True), token)
            else:
                break
        return this

    def _pg_is_rest(self, this: Any, token: Token) -> Any:
        negate = bool(self._match(T.NOT))
        if self._match_text_seq("DISTINCT", "FROM"):
            other = self._need(self._pg_comparison())
            op = "is not distinct from" if negate else "is distinct from"
            return placed(PgOp(this=this, expression=other, op=op), token)
        word = self._curr.text.upper()
        if word not in {"NULL", "TRUE", "FALSE", "UNKNOWN"}:
            self.raise_error(f"IS {word} is not supported")
        self._advance()
        return placed(PgIs(this=this, op=word, negate=negate), token)

    def _pg_comparison(self) -> Any:
        this = self._pg_range()
        token = self._curr
        op = None if this is None or self._pg_pair() else COMPARISONS.get(token.token_type)
        if op:
            self._advance()
            this = placed(PgOp(this=this, expression=self._need(self._pg_range()), op=op), token)
            if COMPARISONS.get(self._curr.token_type):
                self.raise_error(f"syntax error at or near {self._curr.text!r}: comparisons do not chain")
        return this

    def _pg_range(self) -> Any:
        this = self._parse_bitwise()
        if this is None:
            return this
        token = self._curr
        negate = token.token_type == T.NOT and token.text.upper() == "NOT"
        if negate:
            self._advance()
        made: Any = None
        if self._match(T.IN):
            made = self._parse_in(this)
            made.meta["start"] = token.start
        elif self._match(T.BETWEEN):
            symmetric = bool(self._match_text_seq("SYMMETRIC"))
            if not symmetric:
                self._match_text_seq("ASYMMETRIC")
            low = self._need(self._parse_bitwise())
            if not self._match(T.AND):
                self.raise_error("BETWEEN without AND")
            made = PgBetween(this=this, low=low, high=self._need(self._parse_bitwise()), symmetric=symmetric)
        elif self._curr.token_type in {T.LIKE, T.ILIKE, T.SIMILAR_TO} and self._curr.text[0] != "~":
            op = {T.LIKE: "like", T.ILIKE: "ilike", T.SIMILAR_TO: "similar to"}[self._curr.token_type]
            self._advance()
            made = PgLike(this=this, op=op)
            if negate and self._curr.token_type in {T.ANY, T.ALL, T.SOME}:
                # NOT LIKE ALL (…) denies each comparison, not the whole.
                made.set("negate", True)
            made.set("expression", self._need(self._parse_bitwise()))
            if self._match(T.ESCAPE):
                made.set("escape", self._need(self._parse_bitwise()))
        elif negate:
            self._retreat(self._index - 1)
            return this
        if made is None:
            return this
        placed(made, token)
        return placed(exp.Not(this=made), token) if negate and not made.args.get("negate") else made

    def _parse_in(self, this: Any, alias: bool = False) -> Any:
        self._match_l_paren()
        if self._curr.token_type in {T.SELECT, T.WITH, T.VALUES}:
            query = self._parse_select(nested=False)
            query = self._parse_query_modifiers(self._parse_set_operations(query))
            made = exp.In(this=this, query=exp.Subquery(this=query))
        else:
            made = exp.In(this=this, expressions=self._parse_csv(self._parse_disjunction))
            if not made.expressions:
                self.raise_error("syntax error: IN ()")
        self._match_r_paren()
        return made

    def _parse_derived_table_values(self, allow_value_synonym: bool = False) -> Any:
        if not self._match_pair(T.L_PAREN, T.VALUES):
            return super()._parse_derived_table_values(allow_value_synonym)
        made: Any = exp.Values(expressions=self._parse_csv(self._parse_value))
        made = self._parse_query_modifiers(self._parse_set_operations(made))
        self._match_r_paren()
        alias = self._parse_table_alias()
        if isinstance(made, exp.Values) and not any(made.args.get(k) for k in ("order", "limit", "offset")):
            made.set("alias", alias)
            return made
        return exp.Subquery(this=made, alias=alias)

    def _pg_pair(self) -> str | None:
        nxt = self._next
        if not nxt or nxt.start != self._curr.end + 1:
            return None
        if self._curr.text == "!" and nxt.text in {"~~", "~~*"}:
            return "!" + nxt.text
        made: str | None = PAIRS.get((self._curr.token_type, nxt.token_type))
        return made

    def _parse_bitwise(self) -> Any:
        this = self._pg_prefix()
        while this is not None:
            token = self._curr
            pair = self._pg_pair()
            op = pair or (token.text if token.text in {"~~", "~~*"} else OTHER.get(token.token_type))
            if op is None:
                break
            self._advance(2 if pair else 1)
            this = placed(PgOp(this=this, expression=self._need(self._parse_term()), op=op), token)
        return this

    def _pg_prefix(self) -> Any:
        token = self._curr
        if token.token_type in {T.RLIKE, T.PIPE_SLASH, T.DPIPE_SLASH}:
            self._advance()
            return placed(PgOp(expression=self._need(self._parse_term()), op=token.text), token)
        if token.token_type == T.PARAMETER and token.text == "@":
            self._advance()
            return placed(PgOp(expression=self._need(self._parse_term()), op="@"), token)
        return self._parse_term()

    def _left(self, table: dict[TokenType, str], operand: Callable[[], Any]) -> Any:
        this = operand()
        while this is not None and self._curr.token_type in table:
            token = self._curr
            self._advance()
            made = PgOp(this=this, expression=self._need(operand()), op=table[token.token_type])
            this = placed(made, token)
        return this

    def _parse_term(self, parse_mod: bool = True) -> Any:
        return self._left({T.PLUS: "+", T.DASH: "-"}, self._parse_factor)

    def _parse_factor(self, parse_mod: bool = True) -> Any:
        return self._left({T.STAR: "*", T.SLASH: "/", T.MOD: "%"}, self._parse_exponent)

    def _parse_exponent(self) -> Any:
        return self._left({T.CARET: "^"}, self._pg_at_time_zone)

    def _pg_at_time_zone(self) -> Any:
        this = self._pg_collate()
        while this is not None and self._curr.text.upper() == "AT":
            token = self._curr
            if not self._match_text_seq("AT", "TIME", "ZONE"):
                break
            this = placed(exp.AtTimeZone(this=this, zone=self._need(self._pg_collate())), token)
        return this

    def _pg_collate(self) -> Any:
        this = self._parse_unary()
        token = self._curr
        if this is not None and self._match(T.COLLATE):
            collation = self._need(self._parse_table_parts())
            this = placed(PgCollate(this=this, collation=collation), token)
        return this

    def _parse_unary(self) -> Any:
        token = self._curr
        if token.token_type in {T.DASH, T.PLUS}:
            self._advance()
            return placed(PgOp(expression=self._need(self._parse_unary()), op=token.text), token)
        return self._parse_type()

    def _parse_interval(self, require_interval: bool = True, parse_function_unit: bool = True) -> Any:
        if not self._next or self._next.token_type != T.STRING or not self._match(T.INTERVAL):
            return None
        made = placed(exp.Interval(this=self._parse_primary()), self._prev)
        words: list[str] = []
        while self._curr.text.upper() in INTERVAL_UNITS or (words and self._curr.text.upper() == "TO"):
            words.append(self._curr.text.upper())
            self._advance()
        if words:
            made.set("unit", exp.Var(this=" ".join(words)))
        return made

    def _parse_atom(self) -> Any:
        start = self._curr
        made = super()._parse_atom()
        if isinstance(made, exp.Expression) and "start" not in made.meta:
            made.meta["start"] = start.start
        return made

    def _parse_type(self, parse_interval: bool = True, fallback_to_identifier: bool = False) -> Any:
        start = self._curr
        made = super()._parse_type(parse_interval, fallback_to_identifier)
        if isinstance(made, exp.Expression) and "start" not in made.meta:
            made.meta["start"] = start.start
        return made

    def _need(self, made: Any) -> Any:
        if made is None:
            self.raise_error(f"syntax error at or near {self._curr.text!r}")
        return made


class Pg(Postgres):
    """The dialect that ``compile_query`` reads."""

    INDEX_OFFSET = 0
    Parser = PgParser
