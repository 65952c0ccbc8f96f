/// What reports of `Sample.report` look like.
extension JSONReportTests {
    static let incident = #"""
            {
              "id": "00c0ffee00c0ffee",
              "level": "critical",
              "confidence": "confirmed",
              "title": "One request carried two users: alice, bob",
              "categories": [
                "identity-conflict"
              ],
              "status": "new",
              "suppression": null,
              "users": [
                "alice",
                "bob"
              ],
              "cut_users": [
                "demo-use"
              ],
              "scopes": {
                "connection_id": [],
                "request_id": [
                  "req_1"
                ]
              },
              "services": [
                "chat"
              ],
              "revisions": [
                "chat-001"
              ],
              "flows": [
                {
                  "from": "alice",
                  "to": "bob",
                  "directed": true
                }
              ],
              "first_seen": "2025-09-14T02:05:00.000000Z",
              "last_seen": "2025-09-14T02:06:05.250000Z",
              "count": 4,
              "signals": [
                {
                  "rule": {
                    "id": "6c0d",
                    "name": "request-two-users",
                    "title": "One request carried two users",
                    "components": [
                      "router",
                      "manager"
                    ],
                    "response": "Read both\naccounts."
                  },
                  "category": "identity-conflict",
                  "level": "critical",
                  "confidence": "confirmed",
                  "count": 3,
                  "first_seen": "2025-09-14T02:05:00.000000Z",
                  "last_seen": "2025-09-14T02:06:05.250000Z"
                },
                {
                  "rule": {
                    "id": "91aa",
                    "name": "manager-twice",
                    "title": "A manager was created twice",
                    "components": [],
                    "response": ""
                  },
                  "category": null,
                  "level": "medium",
                  "confidence": "likely",
                  "count": 1,
                  "first_seen": "2025-09-14T02:05:00.000000Z",
                  "last_seen": "2025-09-14T02:05:00.000000Z"
                }
              ],
              "evidence": [
                {
                  "timestamp": "2025-09-14T02:05:00.000000Z",
                  "severity": "WARNING",
                  "rule": "request-two-users",
                  "rules": [
                    "manager-twice",
                    "request-two-users"
                  ],
                  "message": "Manager exists for alice",
                  "users": [
                    "alice"
                  ],
                  "cut_users": [
                    "demo-use"
                  ],
                  "scopes": {
                    "request_id": [
                      "req_1"
                    ]
                  },
                  "service": "chat",
                  "revision": "chat-001",
                  "flows": [],
                  "insert_id": "x1",
                  "sha256": "ab12",
                  "source": {
                    "path": "exports/a.json",
                    "line": 1,
                    "offset": 100
                  }
                },
                {
                  "timestamp": "2025-09-14T02:06:05.250000Z",
                  "severity": "WARNING",
                  "rule": "request-two-users",
                  "rules": [
                    "request-two-users"
                  ],
                  "message": "Routed \"event\" to bob",
                  "users": [
                    "bob"
                  ],
                  "cut_users": [],
                  "scopes": {
                    "request_id": [
                      "req_1"
                    ]
                  },
                  "service": "chat",
                  "revision": "chat-001",
                  "flows": [
                    {
                      "from": "alice",
                      "to": "bob",
                      "directed": true
                    }
                  ],
                  "insert_id": null,
                  "sha256": "ab12",
                  "source": {
                    "path": "exports/a.json",
                    "line": 7,
                    "offset": 700
                  }
                }
              ],
              "evidence_omitted": 2
            }
        """#

    static let incidentLine = #"""
        {"schema":"crosstalk.report/1","type":"incident","id":"00c0ffee00c0ffee",\#
        "level":"critical","confidence":"confirmed","title":"One request carried two users: alice, bob",\#
        "categories":["identity-conflict"],"status":"new","suppression":null,\#
        "users":["alice","bob"],"cut_users":["demo-use"],"scopes":{"connection_id":[],\#
        "request_id":["req_1"]},"services":["chat"],"revisions":["chat-001"],\#
        "flows":[{"from":"alice","to":"bob","directed":true}],\#
        "first_seen":"2025-09-14T02:05:00.000000Z","last_seen":"2025-09-14T02:06:05.250000Z",\#
        "count":4,"signals":[{"rule":{"id":"6c0d","name":"request-two-users",\#
        "title":"One request carried two users","components":["router","manager"],\#
        "response":"Read both\naccounts."},"category":"identity-conflict",\#
        "level":"critical","confidence":"confirmed","count":3,"first_seen":"2025-09-14T02:05:00.000000Z",\#
        "last_seen":"2025-09-14T02:06:05.250000Z"},{"rule":{"id":"91aa","name":"manager-twice",\#
        "title":"A manager was created twice","components":[],"response":""},\#
        "category":null,"level":"medium","confidence":"likely","count":1,"first_seen":"2025-09-14T02:05:00.000000Z",\#
        "last_seen":"2025-09-14T02:05:00.000000Z"}],\#
        "evidence":[{"timestamp":"2025-09-14T02:05:00.000000Z","severity":"WARNING",\#
        "rule":"request-two-users","rules":["manager-twice","request-two-users"],\#
        "message":"Manager exists for alice","users":["alice"],"cut_users":["demo-use"],\#
        "scopes":{"request_id":["req_1"]},"service":"chat","revision":"chat-001","flows":[],\#
        "insert_id":"x1","sha256":"ab12",\#
        "source":{"path":"exports/a.json","line":1,"offset":100}},\#
        {"timestamp":"2025-09-14T02:06:05.250000Z","severity":"WARNING",\#
        "rule":"request-two-users","rules":["request-two-users"],\#
        "message":"Routed \"event\" to bob","users":["bob"],"cut_users":[],\#
        "scopes":{"request_id":["req_1"]},"service":"chat","revision":"chat-001",\#
        "flows":[{"from":"alice","to":"bob","directed":true}],"insert_id":null,"sha256":"ab12",\#
        "source":{"path":"exports/a.json","line":7,"offset":700}}],"evidence_omitted":2}

        """#

    static let ledgerLine = #"""
        {"schema":"crosstalk.report/1","type":"ledger","inputs":2,"incomplete_inputs":1,\#
        "skipped_files":0,"bytes_read":1234,"bytes_decoded":56789012,"entries":40112,\#
        "duplicates":0,"malformed":12,"repaired":0,"without_timestamp":0,"out_of_range":0,\#
        "regex_limit_hits":0,"evicted":0,"first_timestamp":"2025-09-14T00:00:00.000000Z",\#
        "last_timestamp":"2025-09-15T01:30:00.000000Z","problems":[{"path":"exports/b.json.gz",\#
        "line":7,"offset":1234,"reason":"the stream ends early"},{"path":"gone.json",\#
        "line":null,"offset":null,"reason":"no such file"}],"problems_omitted":0}

        """#
}

extension TextReportTests {
    static let expected = """
        1 incident in 40112 entries: 1 critical. 2 users affected.
        Entries from 2025-09-14T00:00:00Z to 2025-09-15T01:30:00Z (1 d 1 h) in 2 inputs.
        Not everything was read and checked: 1 of 2 inputs not in full; 12 pieces are no
        JSON. There may be more than is found here.

        CRITICAL  One request carried two users: alice, bob
          id          00c0ffee00c0ffee
          what        Entries of one request name more than one user, e.g. by a shared
                      context.
          sure        confirmed: the service itself says so
          to do       Read both accounts.
          users       alice, bob
          cut ids     demo-use…
          request_id  req_1
          when        2025-09-14T02:05:00Z to 2025-09-14T02:06:05.25Z (1 min 5 s),
                      4 entries
          services    chat
          revisions   chat-001
          rules       critical, confirmed: request-two-users, 3 entries
                      medium, likely: manager-twice, 1 entry
          evidence    2025-09-14T02:05:00Z WARNING request-two-users exports/a.json:1
                        Manager exists for alice
                      2025-09-14T02:06:05.25Z WARNING request-two-users exports/a.json:7
                        Routed "event" to bob
                      and 2 more entries
          look at     service chat, request_id req_1, exports/a.json:1

        What was read
          inputs                              2
          inputs not read in full             1
          files skipped, no log exports       0
          bytes read                          1234 (1.2 kB)
          bytes after decompression           56789012 (56.7 MB)
          distinct entries                    40112
          repeated entries                    0
          pieces that are no JSON             12
          entries read after a repair         0
          entries without a time              0
          entries outside the time asked for  0
          matches given up at a regex limit   0
          pieces of state dropped             0
          first entry                         2025-09-14T00:00:00Z
          last entry                          2025-09-15T01:30:00Z

        What could not be read
          exports/b.json.gz:7, byte 1234: the stream ends early
          gone.json: no such file

        """
}
