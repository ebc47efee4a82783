BEGIN TRANSACTION;
CREATE TABLE rec_head (
	one BIGINT NOT NULL CHECK (one = 1), 
	seq BIGINT NOT NULL, 
	chain_hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (one)
);
INSERT INTO "rec_head" VALUES(1,4,'54727b6a9d707fb68c759537d32f560f8d08d56dadbee37484ba4d9535ca5d74');
CREATE TABLE rec_log (
	seq BIGINT NOT NULL, 
	id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	programme VARCHAR NOT NULL, 
	body TEXT, 
	body_hash VARCHAR(64) NOT NULL, 
	chain_hash VARCHAR(64) NOT NULL, 
	recorded_at VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "rec_log" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','event','saarijarvi-viitasaari','{"areas":["FI-KU729"],"date_from":"2026-03-14","kind":"event","title":"Saha suljettiin"}','c3c28621aed5d89b6a873697ef64402a111bde238b276e502b4d14d5654abc26','02dbed17c487cce39b1409c8404bfc87191ba436c1ec4cc852d9bc3089dfa7ca','2026-11-23T22:24:53.736762+00:00','local','app');
INSERT INTO "rec_log" VALUES(2,'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','event','saarijarvi-viitasaari','{"areas":["FI-KU729"],"date_from":"2025","kind":"event","title":"Uusi koulu – Äänekoski"}','e24be78637bdb342e9a4a41b9ef6d95fdbe4df90e0968dd03091af86d1767236','adfcfd168d2d224e65a56059545e15580913ba477a964cbb00401944364bf863','2026-11-23T22:24:53.744972+00:00','local','app');
INSERT INTO "rec_log" VALUES(3,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','event','saarijarvi-viitasaari','{"areas":["FI-KU729"],"date_from":"2026-03-14","kind":"event","title":"Saha suljettiin kokonaan"}','4ea0357662ed596aa0879c14ee030858c7482268f9409807bbd1162f55ee88a0','22b605fd261d38c3624d04cb8c03581916575e5b9b90584260c70159733de948','2026-11-23T22:24:53.751483+00:00','local','app');
INSERT INTO "rec_log" VALUES(4,'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','event','saarijarvi-viitasaari','{"withdrawn":"Kirjattu väärään kuntaan"}','14305953eb18550d4208487a19740607048b15377dad3271d98be74cf2473b61','54727b6a9d707fb68c759537d32f560f8d08d56dadbee37484ba4d9535ca5d74','2026-11-23T22:24:53.755266+00:00','local','app');
CREATE INDEX rec_log_by_id ON rec_log (id, seq);
CREATE TRIGGER rec_log_next before insert on rec_log when not (new.seq = (select coalesce(max(seq), 0) + 1 from rec_log)) begin select raise(abort, 'a row of the log takes the next number'); end;
CREATE TRIGGER rec_log_fixed before update on rec_log when not (new.body is null and new.seq = old.seq and new.id = old.id and new.kind = old.kind and new.programme = old.programme and new.body_hash = old.body_hash and new.chain_hash = old.chain_hash and new.recorded_at = old.recorded_at and new.recorded_by = old.recorded_by and new.source = old.source) begin select raise(abort, 'a row of the log is never changed'); end;
CREATE TRIGGER rec_log_kept before delete on rec_log  begin select raise(abort, 'a row of the log is never removed'); end;
CREATE TRIGGER rec_head_forward before update on rec_head when not (new.one = old.one and new.seq = old.seq + 1) begin select raise(abort, 'the head of the log moves on by one'); end;
CREATE TRIGGER rec_head_kept before delete on rec_head  begin select raise(abort, 'the head of the log is never removed'); end;
COMMIT;
