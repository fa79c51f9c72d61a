"""Random statements, right in their types: what the fuzzer asks both engines.

An expression of a type is one of its templates, with the holes filled by expressions of the types they name.
Functions that fail on some values stand behind a CASE, because the order in which an engine looks at rows is its
own affair, and so is the row whose error comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[str]], str]

# Words that fill a hole as they are.
WORDS: dict[str, list[str]] = {
    "key": ["'name'", "'n'", "'a'", "'list'", "'ok'", "'Env'", "'Port'", "''", "'é'", "'zzz'"],
    "index": ["0", "1", "-1", "7"],
    "path": ["'{}'", "'{a,b}'", "'{list,0}'", "'{a,b,c,1,d}'", "'{0}'", "'{-1,k}'"],
    "deletion": ["'{}'", "'{name}'", "'{a}'", "'{zzz,0}'"],
    "jsonpath": ["'$.name'", "'$.list[*]'", "'$[*].id'", "'$.a.b.c'", "'$[*] ? (@ > 1)'", "'$.*'"],
    "pattern": ["'a%'", "'%'", "'_'", "'%a%'", "''", "'%\\_%'", "'50\\%'", "'%É%'"],
    "regex": [
        "'a'", "'^[a-z]+$'", "'\\d+'", "'(?=.*\\d)(?=.*[a-z])'", "'^(a|ab)'", "'\\mb'", "'(.)\\1'",
        "'^\\s*$'", "'.'",
        "'[[:upper:]]'", "'b*'", "'\\y\\w+\\y'",
    ],
    "flags": ["''", "'g'", "'i'", "'gi'"],
    "sep": ["','", "'-'", "'.'", "':'", "''"],
    "field": ["year", "month", "day", "hour", "dow", "doy", "week", "epoch", "quarter", "isodow", "minute"],
    "unit": ["'year'", "'month'", "'week'", "'day'", "'hour'", "'minute'"],
    "format": [
        "'YYYY-MM-DD'", "'DD-Mon-YYYY'", "'HH24:MI:SS'", "'FMMonth DD, YYYY'", "'Day DDD'",
        "'YYYYMMDD HH12 AM'",
    ],
    "small": ["0", "1", "2", "3", "-1", "5"],
    "divisor": ["1", "2", "3", "-2", "7"],
}  # fmt: skip

LITERALS: dict[str, list[str]] = {
    "int": ["1", "0", "-3", "42", "null::bigint"],
    "numeric": ["1.50", "0.0", "-2.5", "100.00", "null::numeric"],
    "float": ["0.5::float", "1e3::float", "null::float"],
    "text": ["'a'", "''", "'abc'", "'a,b,,c'", "'Foo123'", "'é漢'", "'1'", "'it''s'", "null::text"],
    "bool": ["true", "false", "null::bool"],
    "json": [
        "'{}'::jsonb", "'[]'::jsonb", "'1'::jsonb", "'1.0'::jsonb", "'null'::jsonb", "'\"a\"'::jsonb",
        "null::jsonb",
        "'[1, \"a\", null, [2], {\"k\": 1}]'::jsonb",
        "'{\"b\": 1, \"a\": {\"c\": [true]}, \"n\": 1.50}'::jsonb",
        "'{\"name\": \"alpha\", \"list\": []}'::jsonb",
    ],
    "moment": [
        "'2024-02-29 12:00:00+00'::timestamptz", "'1999-12-31 23:59:59.5+00'::timestamptz",
        "null::timestamptz",
    ],
    "local": ["'2024-02-29 12:00:00'::timestamp", "'2023-12-31 23:59:59.999'::timestamp"],
    "day": ["'2024-02-29'::date", "'1999-01-01'::date", "null::date"],
    "span": [
        "interval '1 day'", "interval '1 month'", "interval '36 hours'", "interval '-5 minutes'",
        "'1 year 2 days'::interval",
    ],
    "inet": ["'10.1.2.3'::inet", "'10.1.2.3/8'::inet", "'::1'::inet", "null::inet"],
    "cidr": ["'10.0.0.0/8'::cidr", "'0.0.0.0/0'::cidr", "'2001:db8::/32'::cidr"],
    "texts": [
        "array['a', 'b']", "array['a', null]", "array[]::text[]", "'{a,\"b c\"}'::text[]", "null::text[]",
    ],
    "ints": ["array[1, 2, 3]", "array[]::int[]", "array[1, null]"],
}  # fmt: skip

# Holes with one expression that stands in them more than once: behind a guard, or in order of itself.
GUARDED: dict[str, tuple[str, str]] = {
    "array": ("json", "(case when jsonb_typeof({0}) = 'array' then {0} else '[]' end)"),
    "object": ("json", "(case when jsonb_typeof({0}) = 'object' then {0} else '{{}}' end)"),
    "number": ("json", "(case when jsonb_typeof({0}) = 'number' then ({0})::numeric end)"),
    "digits": ("text", "(case when {0} ~ '^\\d{{1,6}}$' then ({0})::int end)"),
    "ints_in_order": ("int", "array_agg({0} order by {0})"),
    "jsons_in_order": ("json", "jsonb_agg({0} order by {0})"),
    "texts_in_order": ("text", "string_agg({0}, ',' order by {0} collate \"C\")"),
    "last_of_each": ("int", "jsonb_object_agg(({0} % 3)::text, {0} order by {0}) filter (where {0} is not null)"),
    "truth": ("text", "(case when {0} in ('true', 'f', 'yes') then ({0})::bool end)"),
}

TEMPLATES: dict[str, list[str]] = {
    "int": [
        "({int} + {small})", "({int} - {int})", "({int} / {divisor})", "({int} % {divisor})", "(- {int})",
        "abs({int})",
        "length({text})", "coalesce({int}, {int})", "nullif({int}, {int})", "greatest({int}, {int})",
        "(case when {bool} then {int} else {int} end)", "(case when {bool} then {int} end)",
        "position({text} in {text})", "cardinality({texts})", "array_length({texts}, 1)", "({bool})::int",
        "({day} - {day})", "masklen({inet})", "family({inet})", "ascii({text})", "sign({int})::int",
        "(select count(*) from jsonb_array_elements({array}))", "regexp_count({text}, {regex})",
        "{digits}",
    ],
    "numeric": [
        "({numeric} + {numeric})", "({numeric} - {int})", "({numeric} * {numeric})",
        "({numeric} / {divisor})",
        "round({numeric}, {small})", "round({numeric})", "floor({numeric})", "ceil({numeric})",
        "trunc({numeric}, 1)",
        "abs({numeric})", "({int}::numeric)", "extract({field} from {local})",
        "extract({field} from {moment})",
        "coalesce({numeric}, {int})", "(case when {bool} then {numeric} else {int} end)",
        "least({numeric}, {int})",
        "{number}",
    ],
    "float": [
        "({float} + {float})", "({float} * 2)", "({int}::float)", "({numeric}::float)",
        "date_part({unit}, {local})",
    ],
    "text": [
        "({text} || {text})", "lower({text})", "upper({text})", "({json} ->> {key})", "({json} ->> {index})",
        "({json} #>> {path})", "({json})::text", "({int})::text", "({bool})::text", "({numeric})::text",
        "({float})::text",
        "({moment})::text", "({local})::text", "({day})::text", "({span})::text", "({inet})::text",
        "({texts})::text",
        "coalesce({text}, {text})", "nullif({text}, {text})", "split_part({text}, {sep}, 1)",
        "split_part({text}, {sep}, -1)",
        "replace({text}, {text}, {text})", "substring({text} from 2 for 3)", "left({text}, {small})",
        "right({text}, {small})",
        "trim({text})", "concat({text}, {int}, {bool}, {numeric})", "concat_ws({sep}, {text}, {int}, {text})",
        "array_to_string({texts}, {sep})", "array_to_string({texts}, {sep}, '-')", "jsonb_typeof({json})",
        "to_char({moment}, {format})", "to_char({local}, {format})",
        "regexp_replace({text}, {regex}, 'X', {flags})",
        "substring({text} from {regex})", "(case when {bool} then {text} else {text} end)", "reverse({text})",
        "host({inet})", "(regexp_match({text}, {regex}))[1]", "({texts})[{small}]",
        "format('%s-%s', {text}, {int})",
        "lpad({text}, 5, '*')", "initcap({text})", "format('%L %I', {text}, coalesce({text}, 'x'))",
        "quote_literal({text})",
        "({json} -> {key} ->> {key})", "('x' || {int})", "('is ' || {bool})", "translate({text}, 'ab', 'x')",
        "(select string_agg(v, ',' order by v) from jsonb_array_elements_text({array}) as v)",
    ],
    "bool": [
        "({text} = {text})", "({int} = {int})", "({int} < {int})", "({text} < {text})", "({json} = {json})",
        "({json} <> {json})",
        "(not {bool})", "({bool} and {bool})", "({bool} or {bool})", "({json} ? {key})",
        "({json} ?| {texts})", "({json} ?& {texts})",
        "({json} @> {json})", "({json} <@ {json})", "({text} is null)", "({json} is not null)",
        "({bool} is true)",
        "({bool} is not false)", "({bool} is unknown)", "({text} is distinct from {text})",
        "({json} is not distinct from {json})",
        "({text} like {pattern})", "({text} not like {pattern})", "({text} ilike {pattern})",
        "({text} ~ {regex})",
        "({text} !~* {regex})", "({text} like any (array[{pattern}, {pattern}]))",
        "({text} not like all (array[{pattern}, {pattern}]))",
        "({text} in ({text}, {text}))", "({int} not in ({int}, {int}))", "({int} between {int} and {int})",
        "({text} = any ({texts}))", "({text} <> all ({texts}))", "({int} = any ({ints}))",
        "({texts} @> {texts})", "({texts} && {texts})",
        "({texts} = {texts})", "({moment} < {moment})", "({moment} - {span} > {moment})", "({day} >= {day})",
        "({local} = {day})",
        "({numeric} = {int})", "({numeric} > {float})", "({float} < {int})",
        "(({int}, {text}) = ({int}, {text}))",
        "(({int}, {int}) < ({int}, {int}))", "({inet} <<= {cidr})", "({inet} && {inet})",
        "({inet} = {inet})", "({inet} < {inet})",
        "(exists (select 1 from jsonb_array_elements({array}) as x where x = {json}))",
        "(exists (select 1 from jsonb_each_text({object}) as x where x.key = {text}))",
        "({text} in (select jsonb_object_keys({object})))", "jsonb_path_exists({json}, {jsonpath})",
        "{truth}", "coalesce({bool}, {bool})",
        "({json} < {json})", "({span} < {span})", "({text} similar to '%(a|b)%')",
        "starts_with({text}, {text})",
        "({json} @? {jsonpath})", "({bool} = {bool})",
    ],
    "json": [
        "({json} -> {key})", "({json} -> {index})", "({json} #> {path})", "({object} || {object})",
        "({array} || {json})", "({object} - {key})", "({array} - {index})", "({object} - {texts})",
        "coalesce({json}, {json})", "nullif({json}, {json})",
        "(case when {bool} then {json} else {json} end)",
        "jsonb_build_object({key}, {text}, 'x', {int}, 'yy', {json})",
        "jsonb_build_array({int}, {bool}, {numeric}, {json}, {text})",
        "to_jsonb({text}::text)", "to_jsonb({int})", "to_jsonb({numeric})", "to_jsonb({bool})",
        "to_jsonb({texts})", "to_jsonb({moment})",
        "to_jsonb({day})", "to_jsonb({float})", "jsonb_strip_nulls({json})",
        "jsonb_set({object}, '{{a}}', {json})",
        "jsonb_path_query_first({json}, {jsonpath})", "jsonb_path_query_array({json}, {jsonpath})",
        "({json})::text::jsonb",
        "(select jsonb_agg(x) from jsonb_array_elements({array}) as x where x <> {json})",
        "(select jsonb_object_agg(x.key, x.value) from jsonb_each({object}) as x)",
        "({object} #- {deletion})", "jsonb_extract_path({json}, {key}, {key})",
        "jsonb_build_object({key}, {moment}, 'i', {inet})",
    ],
    "moment": [
        "({moment} + {span})", "({moment} - {span})", "date_trunc({unit}, {moment})", "({day})::timestamptz",
        "coalesce({moment}, {moment})", "({local} at time zone 'UTC')", "greatest({moment}, {moment})",
        "(case when {bool} then {moment} end)", "({moment})::text::timestamptz", "to_timestamp({int})",
    ],
    "local": [
        "({local} + {span})", "date_trunc({unit}, {local})", "({moment} at time zone 'UTC')",
        "({day} + {span})", "({moment})::timestamp",
    ],
    "day": [
        "({moment})::date", "({day} + {small})", "({day} - {small})", "date({local})", "least({day}, {day})",
        "({local})::date",
    ],
    "span": [
        "({span} + {span})", "({span} * 2)", "({local} - {local})", "({moment} - {moment})",
        "age({local}, {local})", "make_interval(days => {small})",
    ],
    "inet": [
        "network({inet})::inet", "({cidr})::inet", "coalesce({inet}, {inet})",
        "(case when {bool} then {inet} end)", "broadcast({inet})",
    ],
    "cidr": ["network({inet})"],
    "texts": [
        "string_to_array({text}, {sep})", "({texts} || {texts})", "array_append({texts}, {text})",
        "array_remove({texts}, {text})",
        "array(select jsonb_array_elements_text({array}))", "array[{text}, {text}]",
        "regexp_split_to_array({text}, {regex})",
        "(case when {bool} then {texts} else {texts} end)", "regexp_match({text}, {regex})", "({texts})[1:2]",
    ],
    "ints": ["array[{int}, {int}]", "array_append({ints}, 7)"],
}  # fmt: skip

AGGREGATES = [
    "count(*)", "count({int})", "count(distinct {text})", "count(*) filter (where {bool})", "sum({int})",
    "sum({numeric})", "min({text})", "max({int})", "min({moment})", "bool_and({bool})", "bool_or({bool})",
    "max({numeric})", "avg({int})", "count(distinct {json})", "array_agg(distinct {text}::text)",
    "sum({int}) filter (where {bool})", "{ints_in_order}", "{jsons_in_order}", "{texts_in_order}",
    "{last_of_each}",
]  # fmt: skip

# Functions that make rows, with the columns they make.
SETS = {
    "jsonb_array_elements({array})": "x", "jsonb_array_elements_text({array})": "x",
    "jsonb_object_keys({object})": "x", "jsonb_each({object})": "x, y",
    "jsonb_each_text({object})": "x, y",
    "unnest({texts})": "x", "unnest({ints}) with ordinality": "x, y",
    "generate_series(1, {small})": "x",
    "regexp_matches({text}, {regex}, 'g')": "x", "regexp_split_to_table({text}, {regex})": "x",
    "jsonb_path_query({json}, {jsonpath})": "x", "string_to_table({text}, {sep})": "x",
    "jsonb_array_elements({array}) with ordinality": "x, y",
}  # fmt: skip

# A table's columns by the type they fill.
Columns = Mapping[str, list[str]]
SOURCES: dict[str, Columns] = {
    "docs": {"int": ["docs.id"], "text": ["docs.label"], "json": ["docs.doc", "docs.doc"]},
    "resources": {
        "int": [
            "resources.id"], "text": ["name", "region"], "json": ["tags", "items",
            "policy"], "bool": ["active",
        ],
        "numeric": [
            "price"], "float": ["ratio"], "moment": ["created"], "local": ["modified"], "day": ["resources.day",
        ],
    },
    "strings": {"int": ["strings.id"], "text": ["s", "s"]},
    "numbers": {"int": ["numbers.id", "(i % 100)", "(b % 1000)"], "float": ["f"], "numeric": ["n"]},
    "times": {"int": ["times.id"], "moment": ["at"], "local": ["local"], "day": ["times.day"]},
    "nets": {"int": ["nets.id"], "text": ["txt"], "inet": ["ip"], "cidr": ["net"]},
    "docs, jsonb_array_elements(case when jsonb_typeof(docs.doc) = 'array' then docs.doc else '[]' end) as e":
        {"int": ["docs.id"], "json": ["e", "e.value", "docs.doc"], "text": ["docs.label"]},
    "resources cross join lateral jsonb_each(tags) as e": {
        "int": ["resources.id"], "text": ["e.key", "name"], "json": ["e.value", "tags"],
    },
    "resources left join lateral jsonb_array_elements(items) as e(item) on true":
        {"int": ["resources.id"], "text": ["region"], "json": ["e.item", "items"], "moment": ["created"]},
    "strings, unnest(string_to_array(s, ',')) with ordinality as u(part, nr)": {
        "int": ["nr", "strings.id"], "text": ["part", "s"],
    },
    "resources, generate_series(1, 2) as g": {
        "int": ["g", "resources.id"], "text": ["region"], "bool": ["active"], "json": ["tags"],
    },
    "nets join numbers on nets.id = numbers.id": {
        "int": ["nets.id", "(i % 100)"], "inet": ["ip"], "numeric": ["n"], "cidr": ["net"],
    },
    "docs left join resources on doc ->> 'name' = region or docs.id = resources.id":
        {"int": ["docs.id", "resources.id"], "json": ["doc", "tags"], "text": ["name", "label"], "bool": ["active"]},
}  # fmt: skip

HOLE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


@dataclass(frozen=True)
class Filler:
    """Fills holes from one source's columns, to a limited depth."""

    draw: Draw
    columns: Columns

    def expression(self, kind: str, depth: int) -> str:
        columns = self.columns.get(kind, [])
        leaves = [*columns, *columns, *LITERALS[kind], *columns]
        if depth <= 0 or kind not in TEMPLATES:
            return self.draw(st.sampled_from(leaves))
        chosen = self.draw(st.sampled_from([*leaves[:3], *TEMPLATES[kind]]))
        return chosen if chosen in leaves else self.fill(chosen, depth - 1)

    def fill(self, template: str, depth: int) -> str:
        def hole(match: re.Match[str]) -> str:
            kind = match.group(1)
            if kind in GUARDED:
                inner, guard = GUARDED[kind]
                return guard.format(self.expression(inner, depth))
            return self.draw(st.sampled_from(WORDS[kind])) if kind in WORDS else self.expression(kind, depth)

        return HOLE.sub(hole, template).replace("{{", "{").replace("}}", "}")


SHAPES = [
    "plain", "unnamed", "distinct", "group", "order", "union", "cte", "window", "expand", "lateral", "outer",
    "subquery", "sets", "total",
]  # fmt: skip


@st.composite
def statements(draw: Callable[..., str], depth: int = 2) -> str:
    """A statement of one of a few shapes, with expressions up to `depth` templates deep."""
    source = draw(st.sampled_from(list(SOURCES)))
    filler = Filler(draw, SOURCES[source])
    kinds = [draw(st.sampled_from(list(TEMPLATES))) for _ in range(int(draw(st.sampled_from(["1", "2", "3"]))))]
    items = [filler.expression(kind, depth) for kind in kinds]
    where = f" where {filler.expression('bool', depth)}" if draw(st.sampled_from(["", "where"])) else ""
    named = ", ".join(f"{item} as c{number}" for number, item in enumerate(items))
    function = draw(st.sampled_from(list(SETS)))
    made = SETS[function]
    match draw(st.sampled_from(SHAPES)):
        case "plain":
            return f"select {named} from {source}{where}"
        case "unnamed":
            return f"select {', '.join(items)} from {source}{where}"
        case "distinct":
            return f"select distinct {named} from {source}{where}"
        case "group":
            aggregate = filler.fill(draw(st.sampled_from(AGGREGATES)), depth - 1)
            return f"select {items[0]} as k, {aggregate} from {source}{where} group by 1"
        case "order":
            direction = draw(st.sampled_from(["", " desc", " nulls first", " desc nulls last"]))
            order = ", ".join(f"{number}{direction}" for number in range(1, len(items) + 1))
            return f"select {named} from {source}{where} order by {order} limit 9"
        case "union":
            other = ", ".join(filler.expression(kind, depth - 1) for kind in kinds)
            kind = draw(st.sampled_from(["union", "union all", "except", "intersect"]))
            return f"select {named} from {source}{where} {kind} select {other} from {source}"
        case "cte":
            return f"with q as (select {named} from {source}{where}) select c0, count(*) as n from q group by c0"
        case "window":
            window = filler.expression("int", depth - 1)
            return f"select {named}, rank() over (partition by {items[0]} order by {window}) as r from {source}{where}"
        case "expand" if "ordinality" not in function and made == "x":
            return f"select {items[0]} as k, {filler.fill(function, depth - 1)} as x from {source}{where}"
        case "lateral":
            return (
                f"select {named}, m.* from {source} cross join {filler.fill(function, depth - 1)} as m({made}){where}"
            )
        case "outer":
            call = filler.fill(function, depth - 1)
            return f"select {named}, x from {source} left join lateral {call} as m({made}) on x is not null{where}"
        case "subquery":
            call = filler.fill(function, depth - 1)
            return f"select {named}, (select count(x) from {call} as m({made})) as n from {source}{where}"
        case "sets":
            keys = f"{filler.expression('int', depth - 1)} as a, {filler.expression('text', depth - 1)} as b"
            grouped = f"(select {keys} from {source}{where}) as q"
            return f"select a, b, count(*), grouping(a, b) from {grouped} group by grouping sets ((a), (b), (a, b), ())"
    totals = ", ".join(filler.fill(draw(st.sampled_from(AGGREGATES)), depth - 1) for _ in range(2))
    return f"select {totals} from {source}{where}"
