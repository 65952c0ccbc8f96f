import GRDB

/// The tables of a store, and how older ones become newer ones.
enum StoreSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            for statement in state + findings + books { try database.execute(sql: statement) }
        }
        return migrator
    }

    /// What must outlive a run for the next ones to find what they would have found together.
    private static let state = [
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        // The correlations whose state is kept, by what they ask for.
        "CREATE TABLE correlation (number INTEGER PRIMARY KEY, definition TEXT NOT NULL UNIQUE)",
        // Fingerprints of entries by the quarter of an hour they are of.
        """
        CREATE TABLE identity (
            number INTEGER PRIMARY KEY, quarter INTEGER NOT NULL, entries INTEGER NOT NULL, fingerprints BLOB NOT NULL)
        """,
        "CREATE INDEX identity_quarter ON identity (quarter)",
        """
        CREATE TABLE unit (
            grp INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, has_signals INTEGER NOT NULL,
            facts BLOB NOT NULL, PRIMARY KEY (grp, first)) WITHOUT ROWID
        """,
        // Records of entries that are evidence, or may become so, compressed together.
        "CREATE TABLE record (block INTEGER PRIMARY KEY, last INTEGER NOT NULL, data BLOB NOT NULL)",
    ]

    /// What was found.
    private static let findings = [
        """
        CREATE TABLE rule (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,
            description TEXT NOT NULL, level TEXT NOT NULL, category TEXT NOT NULL, confidence TEXT NOT NULL,
            components TEXT NOT NULL, response TEXT NOT NULL)
        """,
        """
        CREATE TABLE incident (
            id TEXT PRIMARY KEY, level INTEGER NOT NULL, title TEXT NOT NULL, first INTEGER, last INTEGER,
            entries INTEGER NOT NULL, discovered INTEGER NOT NULL) WITHOUT ROWID
        """,
        "CREATE INDEX incident_last ON incident (last)",
        "CREATE INDEX incident_discovered ON incident (discovered)",
        // Names that incidents had before earlier evidence of them was read.
        "CREATE TABLE former (id TEXT PRIMARY KEY, incident TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX former_incident ON former (incident)",
        """
        CREATE TABLE signal (
            number INTEGER PRIMARY KEY, incident TEXT NOT NULL, is_correlation INTEGER NOT NULL, key INTEGER NOT NULL,
            print INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, body BLOB NOT NULL)
        """,
        "CREATE INDEX signal_incident ON signal (incident)",
        "CREATE INDEX signal_key ON signal (key, is_correlation)",
        // What a signal may share with others: hashes of users, scope ids and entries.
        """
        CREATE TABLE link (
            hash INTEGER NOT NULL, signal INTEGER NOT NULL, PRIMARY KEY (hash, signal)) WITHOUT ROWID
        """,
        """
        CREATE TABLE entry (
            number INTEGER PRIMARY KEY, time INTEGER, identity_high INTEGER NOT NULL, identity_low INTEGER NOT NULL,
            severity INTEGER NOT NULL, message TEXT NOT NULL, service TEXT, revision TEXT, insert_id TEXT,
            sha256 TEXT NOT NULL, path TEXT NOT NULL, line INTEGER NOT NULL, offset INTEGER NOT NULL,
            ids BLOB NOT NULL)
        """,
        "CREATE UNIQUE INDEX entry_identity ON entry (identity_high, identity_low, time)",
        """
        CREATE TABLE evidence (
            signal INTEGER NOT NULL, entry INTEGER NOT NULL, is_also_detected INTEGER NOT NULL,
            PRIMARY KEY (signal, entry)) WITHOUT ROWID
        """,
        "CREATE INDEX evidence_entry ON evidence (entry)",
        // The ids of incidents: users, and scope ids by their names.
        """
        CREATE TABLE id (
            value TEXT NOT NULL, kind TEXT NOT NULL, incident TEXT NOT NULL,
            PRIMARY KEY (value, kind, incident)) WITHOUT ROWID
        """,
        "CREATE INDEX id_incident ON id (incident)",
    ]

    /// What was read, and when.
    private static let books = [
        """
        CREATE TABLE input (
            number INTEGER PRIMARY KEY, path TEXT NOT NULL, mark TEXT NOT NULL, read INTEGER NOT NULL,
            is_incomplete INTEGER NOT NULL)
        """,
        "CREATE UNIQUE INDEX input_mark ON input (mark)",
        """
        CREATE TABLE run (
            number INTEGER PRIMARY KEY, started INTEGER NOT NULL, inputs INTEGER NOT NULL,
            incomplete_inputs INTEGER NOT NULL, skipped_files INTEGER NOT NULL, known_inputs INTEGER NOT NULL,
            bytes_read INTEGER NOT NULL, bytes_decoded INTEGER NOT NULL, entries INTEGER NOT NULL,
            duplicates INTEGER NOT NULL, malformed INTEGER NOT NULL, repaired INTEGER NOT NULL,
            without_timestamp INTEGER NOT NULL, out_of_range INTEGER NOT NULL, regex_limit_hits INTEGER NOT NULL,
            evicted INTEGER NOT NULL, first INTEGER, last INTEGER, problems_omitted INTEGER NOT NULL)
        """,
        """
        CREATE TABLE problem (
            run INTEGER NOT NULL, path TEXT NOT NULL, line INTEGER, offset INTEGER, reason TEXT NOT NULL,
            is_of_input INTEGER NOT NULL)
        """,
        "CREATE INDEX problem_run ON problem (run)",
    ]
}
