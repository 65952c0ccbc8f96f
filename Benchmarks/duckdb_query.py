"""One of DuckDB's two queries over an export, in a process of its own.

    duckdb_query.py matches FILE PATTERN    entries whose message matches
    duckdb_query.py conflicts FILE          requests whose messages name more than one user
"""
import sys

import duckdb

# Only the columns that are needed are read: DuckDB is spared the rest of each entry.
ENTRIES = """
    read_json(?, format = 'newline_delimited',
              columns = {jsonPayload: 'STRUCT(message VARCHAR)', textPayload: 'VARCHAR'})
"""
MATCHES = f"""
    SELECT count(*) FROM {ENTRIES}
    WHERE regexp_matches(coalesce(jsonPayload.message, textPayload), ?)
"""
CONFLICTS = f"""
    SELECT count(*) FROM (
        SELECT regexp_extract(jsonPayload.message, 'request_id=([\\w-]+)', 1) AS request
        FROM {ENTRIES}
        WHERE request <> ''
        GROUP BY request
        HAVING count(DISTINCT regexp_extract(jsonPayload.message, 'user_id=([\\w-]+)', 1)) > 1)
"""

query = {"matches": MATCHES, "conflicts": CONFLICTS}[sys.argv[1]]
print(duckdb.execute(query, sys.argv[2:]).fetchone()[0])
