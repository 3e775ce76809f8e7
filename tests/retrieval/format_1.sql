BEGIN TRANSACTION;
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL,
    layout TEXT NOT NULL,
    published TEXT,
    publisher TEXT,
    region TEXT,
    origin TEXT NOT NULL,       -- folder: kept in step with the folder; added: put in by hand
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    digest TEXT NOT NULL        -- SHA-256 of the text
) WITHOUT ROWID;
INSERT INTO "documents" VALUES('005338a2','added.txt','补充','补充

口罩发放八万只,园区共有十二个。
',0,21,'plain',NULL,NULL,NULL,'added',55,1700000000000000000,'cd92d45dddf354a075e8de13dd91806431d42589c538228fc778dd0ded5938e4');
INSERT INTO "documents" VALUES('18b7cb09','a.txt','江阴简报','江阴简报

截至2月20日,江阴高新区员工到岗率为85%,企业复工有序推进。
',0,39,'plain',NULL,NULL,NULL,'folder',95,1700000000000000000,'2e7f4c68de9ae1fe5fabb38982d9d3572520680cfa5ea84bb1032207ad0b3b79');
INSERT INTO "documents" VALUES('bd89eb04','区县/滨江.md','滨江简报','---
title: 滨江简报
publisher: 滨江区管委会
date: 2020-02-25
region: 滨江
---

截至2月25日,滨江企业复工率91.9%。

## 物资

口罩发放八万只。
',66,106,'markdown','2020-02-25','滨江区管委会','滨江','folder',174,1700000000000000000,'a66e35a381a2574ed2ef79179798838a6559d80cf7d5023c8ab535ae25d6334e');
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('reading','2');
INSERT INTO "meta" VALUES('version','a71333ab3758');
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    article INTEGER NOT NULL,
    title TEXT NOT NULL,
    section TEXT,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,        -- JSON: [[start, end], …] in documents.text
    words BLOB NOT NULL         -- array("I"): start, end, start, end … in the normalised text
) WITHOUT ROWID;
INSERT INTO "passages" VALUES('005338a2#00001','005338a2',1,0,'补充',NULL,'body','口罩发放八万只,园区共有十二个。','[[4, 20]]',X'000000000200000002000000040000000400000007000000080000000A0000000A0000000C0000000C0000000F000000');
INSERT INTO "passages" VALUES('18b7cb09#00001','18b7cb09',1,0,'江阴简报',NULL,'body','截至2月20日,江阴高新区员工到岗率为85%,企业复工有序推进。','[[6, 38]]',X'00000000020000000200000007000000080000000A0000000A0000000D0000000D0000000F0000000F0000001000000010000000110000001100000012000000120000001300000013000000160000001700000019000000190000001B0000001B0000001D0000001D0000001F000000');
INSERT INTO "passages" VALUES('bd89eb04#00001','bd89eb04',1,0,'滨江简报',NULL,'body','截至2月25日,滨江企业复工率91.9%。','[[67, 88]]',X'00000000020000000200000007000000080000000A0000000A0000000C0000000C0000000E0000000E0000000F0000000F00000014000000');
INSERT INTO "passages" VALUES('bd89eb04#00002','bd89eb04',2,0,'滨江简报','物资','body','口罩发放八万只。','[[97, 105]]',X'000000000200000002000000040000000400000007000000');
CREATE TABLE unread (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    size_bytes INTEGER,
    modified_ns INTEGER
) WITHOUT ROWID;
INSERT INTO "unread" VALUES('c.txt','无法识别编码(不是 UTF-8、UTF-16、GB18030 或 Big5);请另存为 UTF-8 后再试',6,1700000000000000000);
INSERT INTO "unread" VALUES('d.txt','已由管理员移除',70,1700000000000000000);
CREATE INDEX passages_of_document ON passages (document_id, number);
COMMIT;
