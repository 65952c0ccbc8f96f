"""Runs rules over entries with pySigma's SQLite backend, as somebody else's opinion of what they match.

    python oracle.py INPUT OUTPUT RULES

INPUT is JSON: cases and examples, each with the text of its rules, the columns of its table with their types,
and its entries. OUTPUT gets for each either an error, or what each of its rules found by its title: the numbers
of the entries for a detection, the alerts for a correlation. Also the problems that pySigma has with the rules
below RULES.
"""

import json
import sqlite3
import sys
from pathlib import Path

import re2
import yaml
from sigma.backends.sqlite import sqliteBackend
from sigma.backends.sqlite.runtime import execute_plan
from sigma.collection import SigmaCollection
from sigma.exceptions import SigmaError


# pySigma reads YAML by PyYAML in plain Python, which is half of all the time; PyYAML's own faster form says the same.
if hasattr(yaml, "CSafeLoader"):
    yaml.safe_load_all = lambda stream: yaml.load_all(stream, yaml.CSafeLoader)


def searches(pattern, value):
    """SQLite's REGEXP has no meaning of its own: here it searches by RE2, which pySigma itself relies on."""
    return None if value is None else re2.search(pattern, str(value)) is not None


def stored(value):
    """Truth values as the text that rules compare with."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def fill(connection, case):
    columns = case["columns"]
    names = ", ".join(f"`{name}` {kind} COLLATE NOCASE" for name, kind in columns.items())
    connection.execute("DROP TABLE IF EXISTS logs")
    connection.execute(f"CREATE TABLE logs (`timestamp` INTEGER, `raw` TEXT, {names})")
    marks = ", ".join("?" * (len(columns) + 2))
    connection.executemany(
        f"INSERT INTO logs VALUES ({marks})",
        [
            [entry.get("time"), entry["raw"]]
            + [stored(entry["fields"].get(name)) for name in columns]
            for entry in case["entries"]
        ],
    )


# Seconds; later than any window ends: what the entries do not show has not happened.
END_OF_TIME = 1e12


def run(connection, case):
    backend = sqliteBackend(
        fulltext_field="raw",
        collate_nocase=True,
        timestamp_format="unix_ms",
        observation_end=END_OF_TIME,
    )
    rules = SigmaCollection.from_yaml(case["rules"])
    fill(connection, case)
    found = {}
    for rule in json.loads(backend.convert(rules, "zircolite")):
        findings = found.setdefault(rule["title"], {"rows": [], "alerts": []})
        if rule["result_type"] == "correlation":
            findings["alerts"] += alerts(connection, rule["correlation_plan"])
            continue
        query = rule["rule"][0].replace("SELECT *", "SELECT rowid", 1)
        rows = {row[0] - 1 for row in connection.execute(query)}
        findings["rows"] = sorted(rows.union(findings["rows"]))
    return {"rules": found}


def alerts(connection, plan):
    rows, _ = execute_plan(connection, plan, include_events=False)
    return [
        {
            "group": row["group_keys"],
            "start": round(row["window_start"] * 1000),
            "end": round(row["window_end"] * 1000),
            "entries": sorted(int(name.split(":")[1]) - 1 for name in row["event_ids"]),
        }
        for row in rows
    ]


def attempt(connection, case):
    try:
        return run(connection, case)
    # Whatever it stumbles over, the case is one it refuses.
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def problems(folder):
    """What pySigma finds wrong with the documents of a folder, and how many it read."""
    files = sorted(Path(folder).rglob("*.yml"))
    found = []
    parts = []
    for file in files:
        # A correlation may build on a rule of another file, so references are looked up when all are there.
        part = SigmaCollection.from_yaml(file.read_text(), collect_errors=True, resolve_references=False)
        parts.append(part)
        found += [f"{file}: {error}" for error in part.errors]
        found += [f"{file}: {error}" for rule in part.rules for error in rule.errors]
    try:
        SigmaCollection.merge(parts, resolve_references=False).resolve_rule_references()
    except SigmaError as error:
        found.append(str(error))
    return {"count": sum(len(part.rules) for part in parts), "problems": found}


def main():
    source, target, folder = sys.argv[1:]
    connection = sqlite3.connect(":memory:")
    connection.create_function("REGEXP", 2, searches, deterministic=True)
    given = json.loads(Path(source).read_text(encoding="utf-8"))
    output = {
        "outcomes": [attempt(connection, case) for case in given["cases"]],
        "examples": [attempt(connection, case) for case in given["examples"]],
        "pack": problems(folder),
    }
    Path(target).write_text(json.dumps(output), encoding="utf-8")


main()
