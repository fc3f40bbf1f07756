CREATE TABLE _migrations (step INTEGER PRIMARY KEY);
CREATE TABLE events (
     seq INTEGER PRIMARY KEY,
     writer TEXT NOT NULL,
     id TEXT NOT NULL,
     staff INTEGER NOT NULL,
     event TEXT NOT NULL,
     UNIQUE (id, writer)
   );
CREATE TABLE session (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     workspace TEXT NOT NULL,
     session TEXT NOT NULL,
     epoch TEXT NOT NULL,
     state TEXT NOT NULL,
     queue TEXT
   );
CREATE TABLE turn (one INTEGER PRIMARY KEY CHECK (one = 1), turn TEXT NOT NULL, stream TEXT);
CREATE TABLE reads (side TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE burnt (jti TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE timers (kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE outbox (id INTEGER PRIMARY KEY, target TEXT NOT NULL, message TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL);
CREATE TABLE _cf_METADATA (
        key INTEGER PRIMARY KEY,
        value BLOB
      );
INSERT INTO "_migrations" VALUES (1);
INSERT INTO "_migrations" VALUES (2);
INSERT INTO "_migrations" VALUES (3);
INSERT INTO "_migrations" VALUES (4);
INSERT INTO "_migrations" VALUES (5);
INSERT INTO "_migrations" VALUES (6);
INSERT INTO "_migrations" VALUES (7);
INSERT INTO "events" VALUES (1, 'system:session', 'profile:eoifViw_1v2cvHXVN6pRVPgoAfU', 1, '{"kind":"profile.updated","id":"profile:eoifViw_1v2cvHXVN6pRVPgoAfU","by":{"role":"system","id":"session"},"audience":"staff","body":{"profile":{"id":"cus_X6ZouoX6y4mNdEQXga2EsF994dM","hostId":"finn","name":"finn","verified":true,"locale":"en","tier":null,"attributes":{}}},"seq":1,"at":1795237660373}');
INSERT INTO "events" VALUES (2, 'system:session', '01a1fc80-c6ce-7000-ae7c-85eff2736188:case', 0, '{"kind":"case.opened","id":"01a1fc80-c6ce-7000-ae7c-85eff2736188:case","by":{"role":"system","id":"session"},"audience":"all","body":{"caseId":"k_01a1fc80-c6ce-7000-ae7c-85eff2736188","reopened":false},"seq":2,"at":1795237660375}');
INSERT INTO "events" VALUES (3, 'customer:cus_X6ZouoX6y4mNdEQXga2EsF994dM', '01a1fc80-c6ce-7000-ae7c-85eff2736188', 0, '{"kind":"message","id":"01a1fc80-c6ce-7000-ae7c-85eff2736188","by":{"role":"customer","id":"cus_X6ZouoX6y4mNdEQXga2EsF994dM","name":"finn"},"audience":"all","body":{"text":"return policy"},"seq":3,"at":1795237660375}');
INSERT INTO "events" VALUES (4, 'bot:bot', 't_1_3:decided', 1, '{"kind":"bot.decided","id":"t_1_3:decided","by":{"role":"bot","id":"bot"},"audience":"staff","body":{"turn":"t_1_3","snapshot":"L3T-8ns2qR4NelGoMdW0K4cw7_uy61x0eXzsjmiZzag","outcome":"answer","intent":{"id":"returns","confidence":1,"name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}},"recognised":true,"mood":{"level":"calm","words":[],"negative":0},"locale":"en","entities":[],"flow":null,"why":[{"step":"language","code":"detected","detail":"en"},{"step":"intent","code":"sure","detail":"returns 1.00"},{"step":"retrieval","code":"answered","detail":"returns 1.00"}]},"seq":4,"at":1795237660376}');
INSERT INTO "events" VALUES (5, 'bot:bot', 't_1_3', 0, '{"kind":"message","id":"t_1_3","by":{"role":"bot","id":"bot"},"audience":"all","body":{"text":"You can send anything back within 30 days.","locale":"en","citations":[{"article":"returns","title":"Returns"}],"turn":"t_1_3","fence":1},"seq":5,"at":1795237660376}');
INSERT INTO "events" VALUES (6, 'system:session', 'h_01a1fc80-c6e3-7000-8096-02169353a6b6:rule', 1, '{"kind":"rule.fired","id":"h_01a1fc80-c6e3-7000-8096-02169353a6b6:rule","by":{"role":"system","id":"session"},"audience":"staff","body":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}],"mode":"handoff","reason":"asked","priority":0,"handoffId":"h_01a1fc80-c6e3-7000-8096-02169353a6b6"},"seq":6,"at":1795237660387}');
INSERT INTO "events" VALUES (7, 'customer:cus_X6ZouoX6y4mNdEQXga2EsF994dM', '01a1fc80-c6e3-7000-8096-02169353a6b6', 0, '{"kind":"handoff.requested","id":"01a1fc80-c6e3-7000-8096-02169353a6b6","by":{"role":"customer","id":"cus_X6ZouoX6y4mNdEQXga2EsF994dM","name":"finn"},"audience":"all","body":{"handoffId":"h_01a1fc80-c6e3-7000-8096-02169353a6b6","asked":true},"seq":7,"at":1795237660387}');
INSERT INTO "events" VALUES (8, 'system:session', 'h_01a1fc80-c6e3-7000-8096-02169353a6b6:brief', 1, '{"kind":"brief.written","id":"h_01a1fc80-c6e3-7000-8096-02169353a6b6:brief","by":{"role":"system","id":"session"},"audience":"staff","body":{"handoffId":"h_01a1fc80-c6e3-7000-8096-02169353a6b6","brief":{"want":"return policy","facts":[{"label":"name","value":"finn","verified":"token"}],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"mood":"calm","moodWords":[],"marks":[],"firing":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}]},"locale":"en","orders":[],"ordersState":"asked","at":1795237660387}},"seq":8,"at":1795237660387}');
INSERT INTO "events" VALUES (9, 'system:session', 'h_01a1fc80-c6e3-7000-8096-02169353a6b6:queued', 0, '{"kind":"baton.passed","id":"h_01a1fc80-c6e3-7000-8096-02169353a6b6:queued","by":{"role":"system","id":"session"},"audience":"all","body":{"from":"bot","to":"queue","fence":2,"reason":"requested","handoffId":"h_01a1fc80-c6e3-7000-8096-02169353a6b6"},"seq":9,"at":1795237660387}');
INSERT INTO "events" VALUES (10, 'system:session', 'h_01a1fc80-c6e3-7000-8096-02169353a6b6:brief:2', 1, '{"kind":"brief.written","id":"h_01a1fc80-c6e3-7000-8096-02169353a6b6:brief:2","by":{"role":"system","id":"session"},"audience":"staff","body":{"handoffId":"h_01a1fc80-c6e3-7000-8096-02169353a6b6","brief":{"want":"return policy","facts":[{"label":"name","value":"finn","verified":"token"}],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"mood":"calm","moodWords":[],"marks":[],"firing":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}]},"locale":"en","orders":[],"ordersState":"unreachable","at":1795237660387}},"seq":10,"at":1795237660387}');
INSERT INTO "session" VALUES (1, 'corner', 'xXaiporyo3KUoz6a-eYQr8quwzA', '1a00bfbd-059f-44f2-ab6a-3c93a0a80153', '{"head":10,"publicHead":9,"fence":2,"holder":"queue","agent":null,"case":{"id":"k_01a1fc80-c6ce-7000-ae7c-85eff2736188","openedAt":1795237660375,"open":true,"closedAt":null,"rated":false,"summarised":false,"lastAt":1795237660376,"messages":2,"agents":[],"locale":"en","earlier":["return policy"],"want":"return policy","mood":"calm","moodWords":[],"negativeWords":0,"misses":0,"actionErrors":0,"clarified":false,"offered":false,"flow":null,"facts":[],"asking":[],"confirmed":[],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"marks":[],"firing":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}]}},"handoff":{"id":"h_01a1fc80-c6e3-7000-8096-02169353a6b6","reason":"asked","priority":0,"at":1795237660387},"profile":{"id":"cus_X6ZouoX6y4mNdEQXga2EsF994dM","hostId":"finn","name":"finn","verified":true,"locale":"en","tier":null,"attributes":{}},"brief":{"want":"return policy","facts":[{"label":"name","value":"finn","verified":"token"}],"tried":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"}}],"mood":"calm","moodWords":[],"marks":[],"firing":{"rule":"person-button","ruleVersion":"built-in","evidence":[{"fact":"customer.wantsPerson","value":true,"words":[]}]},"locale":"en","orders":[],"ordersState":"unreachable","at":1795237660387}}', '{"position":1,"waitMs":null}');
INSERT INTO "burnt" VALUES ('eoifViw_1v2cvHXVN6pRVPgoAfU', 1795237720369);
INSERT INTO "timers" VALUES ('case', '', 1795239460375);
INSERT INTO "_cf_METADATA" VALUES (1, 1795239460375000000);
