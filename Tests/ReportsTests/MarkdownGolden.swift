extension MarkdownReportTests {
    static let expected = #"""
        # Isolation report

        Incidents active from 2025-09-14T00:00:00+02:00 to 2025-09-15T00:00:00+02:00 (Europe/Berlin).

        **2 active incidents in 40112 entries: 1 critical, 1 high. 2 users affected.**

        1 new, 1 ongoing, 1 resolved, 1 suppressed. 1 fewer active than in the period before, which had 3.

        Entries from 2025-09-14T02:00:00+02:00 to 2025-09-15T03:30:00+02:00 (1 d 1 h) in 2 inputs.

        **Not everything was read and checked:** 1 of 2 inputs not in full; 12 pieces are no JSON. There may be more than is found here.

        | Level | Status | Incident | Users | First seen | Last seen | Entries | Id |
        | --- | --- | --- | --- | --- | --- | ---: | --- |
        | critical | new | One request carried two users: alice, bob | `alice`, `bob` | 2025-09-14T04:05:00+02:00 | 2025-09-14T04:06:05.25+02:00 | 4 | `0000000000000000` |
        | high | ongoing | One request carried two users: alice, bob | `alice`, `bob` | 2025-09-14T04:05:00+02:00 | 2025-09-14T04:06:05.25+02:00 | 4 | `0000000000000001` |
        | high | resolved | One request carried two users: alice, bob | `alice`, `bob` | 2025-09-14T04:05:00+02:00 | 2025-09-14T04:06:05.25+02:00 | 4 | `0000000000000002` |
        | low | suppressed: Known fault CT-7 | One request carried two users: alice, bob | `alice`, `bob` | 2025-09-14T04:05:00+02:00 | 2025-09-14T04:06:05.25+02:00 | 4 | `0000000000000003` |

        ## CRITICAL: One request carried two users: alice, bob

        - **Id**: `0000000000000000`
        - **Status**: new: not known before
        - **What**: Entries of one request name more than one user, e.g. by a shared context.
        - **Sure**: confirmed: the service itself says so
        - **To do**: Read both accounts.
        - **Users**: `alice`, `bob`
        - **Cut ids**: `demo-use…`
        - **Who may have seen whose data**: `alice → bob`
        - **request\_id**: `req_1`
        - **When**: 2025-09-14T04:05:00+02:00 to 2025-09-14T04:06:05.25+02:00 (1 min 5 s), 4 entries
        - **Services**: `chat`
        - **Revisions**: `chat-001`
        - **Rules**: `request-two-users` (critical, confirmed, 3 entries), `manager-twice` (medium, likely, 1 entry)

        Evidence:

        ```text
        2025-09-14T04:05:00+02:00 WARNING request-two-users exports/a.json:1
          Manager exists for alice
        2025-09-14T04:06:05.25+02:00 WARNING request-two-users exports/a.json:7
          Routed "event" to bob
        ```

        and 2 more entries.

        ## HIGH: One request carried two users: alice, bob

        - **Id**: `0000000000000001`
        - **Status**: ongoing: known from before
        - **What**: Entries of one request name more than one user, e.g. by a shared context.
        - **Sure**: possible: innocent causes are common
        - **To do**: Read both accounts.
        - **Users**: `alice`, `bob`
        - **Cut ids**: `demo-use…`
        - **Who may have seen whose data**: `alice → bob`
        - **request\_id**: `req_1`
        - **When**: 2025-09-14T04:05:00+02:00 to 2025-09-14T04:06:05.25+02:00 (1 min 5 s), 4 entries
        - **Services**: `chat`
        - **Revisions**: `chat-001`
        - **Rules**: `request-two-users` (critical, confirmed, 3 entries), `manager-twice` (medium, likely, 1 entry)

        Evidence:

        ```text
        2025-09-14T04:05:00+02:00 WARNING request-two-users exports/a.json:1
          Manager exists for alice
        2025-09-14T04:06:05.25+02:00 WARNING request-two-users exports/a.json:7
          Routed "event" to bob
        ```

        and 2 more entries.

        ## Suppressions

        | State | Reason | Author | Until | Incidents | Written in |
        | --- | --- | --- | --- | ---: | --- |
        | in force | Known fault CT-7 | ops | 2025-10-01T02:00:00+02:00 | 1 | `known.yml:3` |
        | **expired, suppresses nothing** | Test accounts | ops | 2025-10-01T02:00:00+02:00 | 2 | `known.yml:3` |

        ## What was read

        |  | Value |
        | --- | ---: |
        | inputs | 2 |
        | inputs not read in full | 1 |
        | files skipped, no log exports | 0 |
        | bytes read | 1234 (1.2 kB) |
        | bytes after decompression | 56789012 (56.7 MB) |
        | distinct entries | 40112 |
        | repeated entries | 0 |
        | pieces that are no JSON | 12 |
        | entries read after a repair | 0 |
        | entries without a time | 0 |
        | entries outside the time asked for | 0 |
        | matches given up at a regex limit | 0 |
        | pieces of state dropped | 0 |
        | first entry | 2025-09-14T02:00:00+02:00 |
        | last entry | 2025-09-15T03:30:00+02:00 |

        ## What could not be read

        - `exports/b.json.gz:7, byte 1234`: the stream ends early
        - `gone.json`: no such file

        """#
}
