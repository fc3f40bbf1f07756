CREATE TABLE _migrations (step INTEGER PRIMARY KEY);
CREATE TABLE snapshot_parts (
    version TEXT NOT NULL,
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (version, part)
  ) WITHOUT ROWID;
CREATE TABLE current (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version TEXT NOT NULL
  );
INSERT INTO "_migrations" VALUES (1);
INSERT INTO "snapshot_parts" VALUES ('L3T-8ns2qR4NelGoMdW0K4cw7_uy61x0eXzsjmiZzag', 0, CAST('{"id":"corner","articles":[{"id":"returns","locale":"en","title":"Returns","scene":"after-sale","questions":["Can I return it?","How do I send it back?"],"body":"You can send anything back within 30 days.","audience":"public"}],"intents":[{"id":"returns","name":{"en":"Returns","zh-CN":"Returns","zh-TW":"Returns"},"phrasings":{"en":["can i return it","how do i send it back","return policy"],"zh-CN":["可以退货吗","怎么退货","退货政策"],"zh-TW":["可以退貨嗎","怎麼退貨","退貨政策"]},"serve":{"article":"returns"}}],"flows":[],"rules":[{"id":"C1","name":{"en":"Asked for a person","zh-CN":"Asked for a person","zh-TW":"Asked for a person"},"enabled":true,"at":"reading","when":{"fact":"customer.wantsPerson","is":"equal","value":true},"fire":{"do":"handoff","reason":"asked","priority":0}}],"actions":[],"entities":[],"wording":{"greeting":{"en":"Hello, I am a bot.","zh-CN":"Hello, I am a bot.","zh-TW":"Hello, I am a bot."},"abstain":{"en":"I do not know that.","zh-CN":"I do not know that.","zh-TW":"I do not know that."},"clarify":{"en":"Which do you mean?","zh-CN":"Which do you mean?","zh-TW":"Which do you mean?"},"handoffAsked":{"en":"I get a person for you.","zh-CN":"I get a person for you.","zh-TW":"I get a person for you."},"handoffMood":{"en":"I get a person for you.","zh-CN":"I get a person for you.","zh-TW":"I get a person for you."},"handoffStuck":{"en":"I get a person for you.","zh-CN":"I get a person for you.","zh-TW":"I get a person for you."},"offerPerson":{"en":"Shall I get a person?","zh-CN":"Shall I get a person?","zh-TW":"Shall I get a person?"},"personButton":{"en":"A person","zh-CN":"A person","zh-TW":"A person"},"actionDown":{"en":"The shop does not answer.","zh-CN":"The shop does not answer.","zh-TW":"The shop does not answer."},"handedBack":{"en":"I am back.","zh-CN":"I am back.","zh-TW":"I am back."},"sorry":{"en":"Sorry.","zh-CN":"Sorry.","zh-TW":"Sorry."}}}' AS BLOB));
INSERT INTO "current" VALUES (1, 'L3T-8ns2qR4NelGoMdW0K4cw7_uy61x0eXzsjmiZzag');
