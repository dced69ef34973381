PRAGMA application_id = 1397509959;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE edits (
	seq INTEGER NOT NULL, 
	session_id VARCHAR NOT NULL, 
	edit_id VARCHAR NOT NULL, 
	op VARCHAR NOT NULL, 
	start_s FLOAT NOT NULL, 
	end_s FLOAT, 
	value JSON, 
	"by" VARCHAR, 
	at_utc VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (session_id, edit_id), 
	CHECK (end_s >= start_s), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "edits" VALUES(1,'aaaaaaaaaaaa','key-1','rep_add',10.0,16.0,17,'p1','2026-03-01T18:31:00+00:00');
INSERT INTO "edits" VALUES(2,'aaaaaaaaaaaa','key-2','exercise',0.0,NULL,'"squat"','p1','2026-03-01T18:30:00+00:00');
INSERT INTO "edits" VALUES(3,'aaaaaaaaaaaa','late','load',100.0,104.0,40,NULL,'2026-03-02T08:00:00+00:00');
CREATE TABLE notes (
	seq INTEGER NOT NULL, 
	session_id VARCHAR NOT NULL, 
	note_id VARCHAR NOT NULL, 
	t_s FLOAT NOT NULL, 
	text VARCHAR NOT NULL, 
	at_utc VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (session_id, note_id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "notes" VALUES(1,'aaaaaaaaaaaa','key-3',50.0,'felt light; ça va, ''fine''','2026-03-01T18:32:00+00:00');
CREATE TABLE people (
	id VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	created_utc VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "people" VALUES('p1','Ana','2026-03-01T18:00:00+00:00');
INSERT INTO "people" VALUES('p2','Ana','2026-03-02T18:00:00+00:00');
CREATE TABLE reps (
	session_id VARCHAR NOT NULL, 
	analysis_version VARCHAR NOT NULL, 
	rep_id VARCHAR NOT NULL, 
	set_id VARCHAR NOT NULL, 
	start_s FLOAT NOT NULL, 
	turn_s FLOAT, 
	end_s FLOAT, 
	phase1_s FLOAT, 
	phase2_s FLOAT, 
	concentric_s FLOAT, 
	eccentric_s FLOAT, 
	rom_m FLOAT, 
	rom_rad FLOAT, 
	mean_velocity_m_s FLOAT, 
	peak_velocity_m_s FLOAT, 
	smoothness_sparc FLOAT, 
	trunk JSON, 
	PRIMARY KEY (session_id, analysis_version, rep_id), 
	FOREIGN KEY(session_id, analysis_version, set_id) REFERENCES sets (session_id, analysis_version, set_id)
);
INSERT INTO "reps" VALUES('aaaaaaaaaaaa','1','bar/1/1','bar/1',10.0,11.0,12.0,1.0,1.0,1.0,1.0,0.55,NULL,0.6,0.9,NULL,NULL);
INSERT INTO "reps" VALUES('aaaaaaaaaaaa','1','bar/1/2','bar/1',12.0,13.0,14.0,1.0,1.0,1.0,1.0,0.55,NULL,0.5,0.9,NULL,NULL);
INSERT INTO "reps" VALUES('aaaaaaaaaaaa','1','bar/1/3','bar/1',14.0,15.0,16.0,1.0,1.0,1.0,1.0,0.55,NULL,0.4,0.9,NULL,NULL);
INSERT INTO "reps" VALUES('aaaaaaaaaaaa','1','bar/2/1','bar/2',100.0,101.0,102.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('aaaaaaaaaaaa','1','bar/2/2','bar/2',102.0,103.0,104.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('aaaaaaaaaaaa','0','bar/1/1','bar/1',10.5,NULL,12.5,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('bbbbbbbbbbbb','1','trunk/1/1','trunk/1',5.0,6.0,7.0,NULL,NULL,NULL,NULL,NULL,0.9,NULL,NULL,NULL,'{"inclination_range_rad": 0.7, "deviation": ["fast"]}');
INSERT INTO "reps" VALUES('bbbbbbbbbbbb','1','trunk/1/2','trunk/1',7.0,8.0,9.0,NULL,NULL,NULL,NULL,NULL,0.9,NULL,NULL,NULL,'{"inclination_range_rad": 0.7, "deviation": ["fast"]}');
CREATE TABLE sessions (
	id VARCHAR NOT NULL, 
	person_id VARCHAR, 
	start_utc VARCHAR NOT NULL, 
	ended_utc VARCHAR, 
	demo BOOLEAN NOT NULL, 
	recording_path VARCHAR NOT NULL, 
	recording_sha256 VARCHAR, 
	analysis_version VARCHAR NOT NULL, 
	software VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "sessions" VALUES('aaaaaaaaaaaa','p1','2026-03-01T18:30:00+00:00','2026-03-01T19:30:00+00:00',0,'recordings/a.mcap','00ff','1','sensorlog 0.1.0');
INSERT INTO "sessions" VALUES('bbbbbbbbbbbb',NULL,'2026-03-03T18:30:00.250000+00:00',NULL,0,'/elsewhere/b.mcap',NULL,'1','sensorlog 0.1.0');
CREATE TABLE sets (
	session_id VARCHAR NOT NULL, 
	analysis_version VARCHAR NOT NULL, 
	set_id VARCHAR NOT NULL, 
	sensor VARCHAR NOT NULL, 
	start_s FLOAT NOT NULL, 
	end_s FLOAT NOT NULL, 
	sensed_rep_count INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	confidence FLOAT, 
	velocity_loss FLOAT, 
	exercise VARCHAR, 
	load_kg FLOAT, 
	PRIMARY KEY (session_id, analysis_version, set_id), 
	CHECK (load_kg >= 0), 
	CHECK (sensed_rep_count >= 0), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "sets" VALUES('aaaaaaaaaaaa','1','bar/1','bar',10.0,16.0,3,'vertical',0.9,0.12,'squat',62.5);
INSERT INTO "sets" VALUES('aaaaaaaaaaaa','1','bar/2','bar',100.0,104.0,2,'rotation',NULL,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('aaaaaaaaaaaa','0','bar/1','bar',10.5,16.5,4,'vertical',0.5,NULL,'squat',62.5);
INSERT INTO "sets" VALUES('bbbbbbbbbbbb','1','trunk/1','trunk',5.0,9.0,2,'inclination',0.7,NULL,'deadlift',80.0);
CREATE INDEX ix_sessions_start_utc ON sessions (start_utc);
CREATE TRIGGER sets_are_kept BEFORE UPDATE ON sets BEGIN SELECT RAISE(ABORT, 'sets are never changed: add an edit'); END;
CREATE TRIGGER reps_are_kept BEFORE UPDATE ON reps BEGIN SELECT RAISE(ABORT, 'reps are never changed: add an edit'); END;
CREATE TRIGGER edits_are_kept BEFORE UPDATE ON edits BEGIN SELECT RAISE(ABORT, 'edits are never changed: add an edit'); END;
CREATE TRIGGER notes_are_kept BEFORE UPDATE ON notes BEGIN SELECT RAISE(ABORT, 'notes are never changed: add an edit'); END;
COMMIT;
