PRAGMA application_id = 1397509959;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
CREATE TABLE backups (
	path VARCHAR NOT NULL, 
	made_utc VARCHAR NOT NULL, 
	PRIMARY KEY (path)
);
INSERT INTO "backups" VALUES('/elsewhere/copy.db','2026-11-21T07:54:19.154045+00:00');
INSERT INTO "backups" VALUES('/elsewhere/copy-0006.db','2026-11-21T08:05:16.046076+00:00');
INSERT INTO "backups" VALUES('/elsewhere/copy-0007.db','2026-11-21T08:30:04.294618+00:00');
INSERT INTO "backups" VALUES('/elsewhere/copy-0008.db','2026-11-21T11:18:15.406172+00:00');
CREATE TABLE diary (
	id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	session_id VARCHAR, 
	set_start_s FLOAT, 
	day VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	value FLOAT, 
	details JSON NOT NULL, 
	note VARCHAR NOT NULL, 
	at_utc VARCHAR NOT NULL, 
	deleted_utc VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "diary" VALUES('46bf687503d9','p1','c18237bbd21c',360.0,'2026-04-06','pain',4.0,'{"moment": "during", "site": "back", "exercise": "squat", "new_or_worse": false}','','2026-11-21T07:54:18.846184+00:00',NULL);
INSERT INTO "diary" VALUES('2f3c0317458a','p1',NULL,NULL,'2026-04-06','pain',6.0,'{"moment": "next_day", "site": "buttock_or_leg", "exercise": null, "new_or_worse": true}','ça tire','2026-11-21T07:54:18.858059+00:00',NULL);
INSERT INTO "diary" VALUES('0a0a417450e0','p1',NULL,NULL,'2026-04-06','score',4.5,'{"measure": "psfs", "activities": [["tying shoes", 4], ["sitting", 5]]}','','2026-11-21T07:54:18.866082+00:00',NULL);
INSERT INTO "diary" VALUES('421db5e403e8','p1',NULL,NULL,'2026-04-06','score',9.0,'{"measure": "rmdq", "activities": []}','','2026-11-21T07:54:18.878054+00:00',NULL);
INSERT INTO "diary" VALUES('0b114aae984d','p1',NULL,NULL,'2026-04-06','body_weight',81.6,'{"entered": "180 lb"}','','2026-11-21T07:54:18.885992+00:00',NULL);
INSERT INTO "diary" VALUES('a49113589ac1','p1',NULL,NULL,'2026-04-06','soreness',NULL,'{"excessive": true}','','2026-11-21T07:54:18.902046+00:00',NULL);
INSERT INTO "diary" VALUES('2da7eb2aa5ea','p1',NULL,NULL,'2026-04-06','flare_up',NULL,'{}','','2026-11-21T07:54:18.914083+00:00','2026-11-21T07:54:18.920210+00:00');
INSERT INTO "diary" VALUES('7fbc1fce2155','p1','4e81a031fd37',360.0,'2026-04-06','pain',4.0,'{"moment": "during", "site": "back", "exercise": "squat", "new_or_worse": false}','','2026-11-21T08:05:15.689970+00:00',NULL);
INSERT INTO "diary" VALUES('33c2682dd116','p1',NULL,NULL,'2026-04-06','pain',6.0,'{"moment": "next_day", "site": "buttock_or_leg", "exercise": null, "new_or_worse": true}','ça tire','2026-11-21T08:05:15.693907+00:00',NULL);
INSERT INTO "diary" VALUES('bf338746a4da','p1',NULL,NULL,'2026-04-06','score',4.5,'{"measure": "psfs", "activities": [["tying shoes", 4], ["sitting", 5]]}','','2026-11-21T08:05:15.697906+00:00',NULL);
INSERT INTO "diary" VALUES('1e61f9ecbae0','p1',NULL,NULL,'2026-04-06','score',9.0,'{"measure": "rmdq", "activities": []}','','2026-11-21T08:05:15.701905+00:00',NULL);
INSERT INTO "diary" VALUES('c90daa56246c','p1',NULL,NULL,'2026-04-06','body_weight',81.6,'{"entered": "180 lb"}','','2026-11-21T08:05:15.705884+00:00',NULL);
INSERT INTO "diary" VALUES('3b9b407265db','p1',NULL,NULL,'2026-04-06','soreness',NULL,'{"excessive": true}','','2026-11-21T08:05:15.709881+00:00',NULL);
INSERT INTO "diary" VALUES('33211b40e296','p1',NULL,NULL,'2026-04-06','flare_up',NULL,'{}','','2026-11-21T08:05:15.713911+00:00','2026-11-21T08:05:15.718015+00:00');
INSERT INTO "diary" VALUES('e7560148960b','p1','f80840ea01e0',360.0,'2026-04-06','pain',4.0,'{"moment": "during", "site": "back", "exercise": "squat", "new_or_worse": false}','','2026-11-21T08:30:03.444422+00:00',NULL);
INSERT INTO "diary" VALUES('0f09b624c601','p1',NULL,NULL,'2026-04-06','pain',6.0,'{"moment": "next_day", "site": "buttock_or_leg", "exercise": null, "new_or_worse": true}','ça tire','2026-11-21T08:30:03.452011+00:00',NULL);
INSERT INTO "diary" VALUES('f6486f2defe2','p1',NULL,NULL,'2026-04-06','score',4.5,'{"measure": "psfs", "activities": [["tying shoes", 4], ["sitting", 5]]}','','2026-11-21T08:30:03.453655+00:00',NULL);
INSERT INTO "diary" VALUES('42a1d273556d','p1',NULL,NULL,'2026-04-06','score',9.0,'{"measure": "rmdq", "activities": []}','','2026-11-21T08:30:03.455139+00:00',NULL);
INSERT INTO "diary" VALUES('049ff2b69753','p1',NULL,NULL,'2026-04-06','body_weight',81.6,'{"entered": "180 lb"}','','2026-11-21T08:30:03.456293+00:00',NULL);
INSERT INTO "diary" VALUES('c932c8749ce5','p1',NULL,NULL,'2026-04-06','soreness',NULL,'{"excessive": true}','','2026-11-21T08:30:03.457720+00:00',NULL);
INSERT INTO "diary" VALUES('11feebc7cffb','p1',NULL,NULL,'2026-04-06','flare_up',NULL,'{}','','2026-11-21T08:30:03.462257+00:00','2026-11-21T08:30:03.463780+00:00');
INSERT INTO "diary" VALUES('521917c927e2','p1','6f02ba33f6e2',360.0,'2026-04-06','pain',4.0,'{"moment": "during", "site": "back", "exercise": "squat", "new_or_worse": false}','','2026-11-21T11:18:14.782347+00:00',NULL);
INSERT INTO "diary" VALUES('ff329e0c39a5','p1',NULL,NULL,'2026-04-06','pain',6.0,'{"moment": "next_day", "site": "buttock_or_leg", "exercise": null, "new_or_worse": true}','ça tire','2026-11-21T11:18:14.790191+00:00',NULL);
INSERT INTO "diary" VALUES('0cb1ed31cfb0','p1',NULL,NULL,'2026-04-06','score',4.5,'{"measure": "psfs", "activities": [["tying shoes", 4], ["sitting", 5]]}','','2026-11-21T11:18:14.804865+00:00',NULL);
INSERT INTO "diary" VALUES('b8249fda17c1','p1',NULL,NULL,'2026-04-06','score',9.0,'{"measure": "rmdq", "activities": []}','','2026-11-21T11:18:14.818589+00:00',NULL);
INSERT INTO "diary" VALUES('92ee7e44c1f8','p1',NULL,NULL,'2026-04-06','body_weight',81.6,'{"entered": "180 lb"}','','2026-11-21T11:18:14.830682+00:00',NULL);
INSERT INTO "diary" VALUES('1957e59987a4','p1',NULL,NULL,'2026-04-06','soreness',NULL,'{"excessive": true}','','2026-11-21T11:18:14.846325+00:00',NULL);
INSERT INTO "diary" VALUES('9d48e5f8077d','p1',NULL,NULL,'2026-04-06','flare_up',NULL,'{}','','2026-11-21T11:18:14.858360+00:00','2026-11-21T11:18:14.871721+00:00');
CREATE TABLE edits (
	seq INTEGER NOT NULL, 
	session_id VARCHAR NOT NULL, 
	edit_id VARCHAR NOT NULL, 
	op VARCHAR NOT NULL, 
	start_s FLOAT NOT NULL, 
	end_s FLOAT, 
	value JSON, 
	"by" VARCHAR, 
	at_utc VARCHAR NOT NULL, about VARCHAR, analysis_version VARCHAR, 
	PRIMARY KEY (seq), 
	UNIQUE (session_id, edit_id), 
	CHECK (end_s >= start_s), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "edits" VALUES(1,'aaaaaaaaaaaa','key-1','rep_add',10.0,16.0,17,'p1','2026-03-01T18:31:00+00:00',NULL,NULL);
INSERT INTO "edits" VALUES(2,'aaaaaaaaaaaa','key-2','exercise',0.0,NULL,'"squat"','p1','2026-03-01T18:30:00+00:00',NULL,NULL);
INSERT INTO "edits" VALUES(3,'aaaaaaaaaaaa','late','load',100.0,104.0,40,NULL,'2026-03-02T08:00:00+00:00',NULL,NULL);
INSERT INTO "edits" VALUES(4,'aaaaaaaaaaaa','key-4','rep_remove',102.0,104.0,NULL,'p1','2026-03-01T18:33:00+00:00','bar/2/2','1');
INSERT INTO "edits" VALUES(5,'bbbbbbbbbbbb','m1','move_session',0.0,NULL,'"p2"',NULL,'2026-03-04T18:33:00+00:00',NULL,NULL);
INSERT INTO "edits" VALUES(6,'c18237bbd21c','673786562c42','load',360.0,400.0,'{"kg": 62.5, "entered": "62.5 kg"}',NULL,'2026-11-21T07:54:18.724193+00:00','hand/4','by hand');
INSERT INTO "edits" VALUES(7,'c18237bbd21c','34fe27b726ef','delete_set',240.0,280.0,'true',NULL,'2026-11-21T07:54:18.738858+00:00','hand/3','by hand');
INSERT INTO "edits" VALUES(8,'c18237bbd21c','c1382bc417f4','move_set',0.0,30.0,'"p2"',NULL,'2026-11-21T07:54:18.747252+00:00','hand/1','by hand');
INSERT INTO "edits" VALUES(9,'2636a724e96c','e4690452c7f3','warm_up',10.0,20.0,'true',NULL,'2026-11-21T07:54:18.782890+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(10,'2636a724e96c','d8d993045d72','side',10.0,20.0,'"right"',NULL,'2026-11-21T07:54:18.790829+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(11,'2636a724e96c','569992fce34f','equipment',10.0,20.0,'{"kind": "barbell", "weight_kg": 20.0, "resistance": null}',NULL,'2026-11-21T07:54:18.798575+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(12,'2636a724e96c','6859cdba0ef5','effort',10.0,20.0,'{"reps_in_reserve": 1.0}',NULL,'2026-11-21T07:54:18.806555+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(13,'2636a724e96c','bfd1b82a7dc3','reps',10.0,20.0,6,NULL,'2026-11-21T07:54:18.819122+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(14,'4e81a031fd37','59087708e4ec','load',360.0,400.0,'{"kg": 62.5, "entered": "62.5 kg"}',NULL,'2026-11-21T08:05:15.588757+00:00','hand/4','by hand');
INSERT INTO "edits" VALUES(15,'4e81a031fd37','d52d973751b7','delete_set',240.0,280.0,'true',NULL,'2026-11-21T08:05:15.599176+00:00','hand/3','by hand');
INSERT INTO "edits" VALUES(16,'4e81a031fd37','ffcb588359f7','move_set',0.0,30.0,'"p2"',NULL,'2026-11-21T08:05:15.611199+00:00','hand/1','by hand');
INSERT INTO "edits" VALUES(17,'d5a36989d141','5a2268667d7e','warm_up',10.0,20.0,'true',NULL,'2026-11-21T08:05:15.646773+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(18,'d5a36989d141','a204c471b697','side',10.0,20.0,'"right"',NULL,'2026-11-21T08:05:15.654655+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(19,'d5a36989d141','81985f287482','equipment',10.0,20.0,'{"kind": "barbell", "weight_kg": 20.0, "resistance": null}',NULL,'2026-11-21T08:05:15.662501+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(20,'d5a36989d141','4f859e81d1fc','effort',10.0,20.0,'{"reps_in_reserve": 1.0}',NULL,'2026-11-21T08:05:15.670428+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(21,'d5a36989d141','7449a7359338','reps',10.0,20.0,6,NULL,'2026-11-21T08:05:15.674343+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(22,'d5a36989d141','3f1e326eef1d','session_start',0.0,NULL,'"2026-04-06T18:30:00+00:00"',NULL,'2026-11-21T08:05:15.861442+00:00',NULL,NULL);
INSERT INTO "edits" VALUES(23,'f80840ea01e0','de2a6a963317','load',360.0,400.0,'{"kg": 62.5, "entered": "62.5 kg"}',NULL,'2026-11-21T08:30:02.574605+00:00','hand/4','by hand');
INSERT INTO "edits" VALUES(24,'f80840ea01e0','5ea516846ebd','delete_set',240.0,280.0,'true',NULL,'2026-11-21T08:30:02.624218+00:00','hand/3','by hand');
INSERT INTO "edits" VALUES(25,'f80840ea01e0','a312faaa77ba','move_set',0.0,30.0,'"p2"',NULL,'2026-11-21T08:30:02.678297+00:00','hand/1','by hand');
INSERT INTO "edits" VALUES(26,'865ede3831ab','db81736fa283','warm_up',10.0,20.0,'true',NULL,'2026-11-21T08:30:03.191681+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(27,'865ede3831ab','3c159c47aa0d','side',10.0,20.0,'"right"',NULL,'2026-11-21T08:30:03.225199+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(28,'865ede3831ab','89e1f9c2e267','equipment',10.0,20.0,'{"kind": "barbell", "weight_kg": 20.0, "resistance": null}',NULL,'2026-11-21T08:30:03.259509+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(29,'865ede3831ab','91a37ecf23ec','effort',10.0,20.0,'{"reps_in_reserve": 1.0}',NULL,'2026-11-21T08:30:03.306825+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(30,'865ede3831ab','f7258407d0e6','reps',10.0,20.0,6,NULL,'2026-11-21T08:30:03.371680+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(31,'865ede3831ab','d492ee9cb48b','session_start',0.0,NULL,'"2026-04-06T18:30:00+00:00"',NULL,'2026-11-21T08:30:04.026293+00:00',NULL,NULL);
INSERT INTO "edits" VALUES(32,'6f02ba33f6e2','f36b1a2963c2','load',360.0,400.0,'{"kg": 62.5, "entered": "62.5 kg"}',NULL,'2026-11-21T11:18:14.579153+00:00','hand/4','by hand');
INSERT INTO "edits" VALUES(33,'6f02ba33f6e2','559f1bed6817','delete_set',240.0,280.0,'true',NULL,'2026-11-21T11:18:14.597118+00:00','hand/3','by hand');
INSERT INTO "edits" VALUES(34,'6f02ba33f6e2','9d65efd13337','move_set',0.0,30.0,'"p2"',NULL,'2026-11-21T11:18:14.613476+00:00','hand/1','by hand');
INSERT INTO "edits" VALUES(35,'3d9f0a09cb22','c35ae7216522','warm_up',10.0,20.0,'true',NULL,'2026-11-21T11:18:14.679024+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(36,'3d9f0a09cb22','0218d572d7bc','side',10.0,20.0,'"right"',NULL,'2026-11-21T11:18:14.693995+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(37,'3d9f0a09cb22','b7258e814811','equipment',10.0,20.0,'{"kind": "barbell", "weight_kg": 20.0, "resistance": null}',NULL,'2026-11-21T11:18:14.717290+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(38,'3d9f0a09cb22','6adb108bbd7d','effort',10.0,20.0,'{"reps_in_reserve": 1.0}',NULL,'2026-11-21T11:18:14.734172+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(39,'3d9f0a09cb22','67746e549d8c','reps',10.0,20.0,6,NULL,'2026-11-21T11:18:14.750410+00:00','bar/1','test-1');
INSERT INTO "edits" VALUES(40,'3d9f0a09cb22','3cd3092dff06','session_start',0.0,NULL,'"2026-04-06T18:30:00+00:00"',NULL,'2026-11-21T11:18:15.174363+00:00',NULL,NULL);
CREATE TABLE foreign_fields (
	person_id VARCHAR NOT NULL, 
	path VARCHAR NOT NULL, 
	session_id VARCHAR, 
	fields JSON NOT NULL, 
	PRIMARY KEY (person_id, path), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "foreign_fields" VALUES('p1','sessions/sets','3d9f0a09cb22','{"mood": "\u00e7a va"}');
CREATE TABLE hand_sets (
	session_id VARCHAR NOT NULL, 
	set_id VARCHAR NOT NULL, 
	start_s FLOAT NOT NULL, 
	end_s FLOAT NOT NULL, 
	reps INTEGER, 
	held_s FLOAT, 
	exercise VARCHAR, 
	load_kg FLOAT, 
	load_entered VARCHAR, 
	warm_up BOOLEAN NOT NULL, 
	side VARCHAR, 
	equipment JSON, 
	rpe FLOAT, 
	reps_in_reserve FLOAT, 
	"by" VARCHAR, 
	at_utc VARCHAR NOT NULL, 
	PRIMARY KEY (session_id, set_id), 
	CHECK (reps >= 0), 
	CHECK (held_s >= 0), 
	CHECK (load_kg >= 0), 
	CHECK (end_s >= start_s), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "hand_sets" VALUES('c18237bbd21c','hand/1',0.0,30.0,NULL,30.0,'side plank',NULL,NULL,0,'left',NULL,NULL,NULL,'p1','2026-11-21T07:54:18.597473+00:00');
INSERT INTO "hand_sets" VALUES('c18237bbd21c','hand/2',120.0,150.0,8,NULL,'squat',20.0,'20 kg',1,NULL,NULL,NULL,NULL,'p1','2026-11-21T07:54:18.597549+00:00');
INSERT INTO "hand_sets" VALUES('c18237bbd21c','hand/3',240.0,280.0,12,NULL,'band row',NULL,NULL,0,NULL,'{"kind": "band", "weight_kg": null, "resistance": "red"}',7.0,NULL,'p1','2026-11-21T07:54:18.597580+00:00');
INSERT INTO "hand_sets" VALUES('c18237bbd21c','hand/4',360.0,400.0,8,NULL,'squat',61.2,'135 lb',0,NULL,NULL,NULL,2.0,'p1','2026-11-21T07:54:18.597602+00:00');
INSERT INTO "hand_sets" VALUES('ffdd4b778ec2','hand/1',0.0,9.0,5,NULL,'curl',NULL,NULL,0,NULL,NULL,NULL,NULL,'p1','2026-11-21T07:54:19.043193+00:00');
INSERT INTO "hand_sets" VALUES('4e81a031fd37','hand/1',0.0,30.0,NULL,30.0,'side plank',NULL,NULL,0,'left',NULL,NULL,NULL,'p1','2026-11-21T08:05:15.485501+00:00');
INSERT INTO "hand_sets" VALUES('4e81a031fd37','hand/3',240.0,280.0,12,NULL,'band row',NULL,NULL,0,NULL,'{"kind": "band", "weight_kg": null, "resistance": "red"}',7.0,NULL,'p1','2026-11-21T08:05:15.485652+00:00');
INSERT INTO "hand_sets" VALUES('4e81a031fd37','hand/4',360.0,400.0,8,NULL,'squat',61.2,'135 lb',0,NULL,NULL,NULL,2.0,'p1','2026-11-21T08:05:15.485675+00:00');
INSERT INTO "hand_sets" VALUES('cfe751407662','hand/1',0.0,9.0,5,NULL,'curl',NULL,NULL,0,NULL,NULL,NULL,NULL,'p1','2026-11-21T08:05:15.786801+00:00');
INSERT INTO "hand_sets" VALUES('1572ee0a6567','hand/1',0.0,9.0,5,NULL,'curl',NULL,NULL,0,NULL,NULL,NULL,NULL,'2959d2b1d9f4','2026-11-21T08:05:15.929428+00:00');
INSERT INTO "hand_sets" VALUES('f80840ea01e0','hand/1',0.0,30.0,NULL,30.0,'side plank',NULL,NULL,0,'left',NULL,NULL,NULL,'p1','2026-11-21T08:30:02.419667+00:00');
INSERT INTO "hand_sets" VALUES('f80840ea01e0','hand/3',240.0,280.0,12,NULL,'band row',NULL,NULL,0,NULL,'{"kind": "band", "weight_kg": null, "resistance": "red"}',7.0,NULL,'p1','2026-11-21T08:30:02.419842+00:00');
INSERT INTO "hand_sets" VALUES('f80840ea01e0','hand/4',360.0,400.0,8,NULL,'squat',61.2,'135 lb',0,NULL,NULL,NULL,2.0,'p1','2026-11-21T08:30:02.419870+00:00');
INSERT INTO "hand_sets" VALUES('a2625b3d7789','hand/1',0.0,9.0,5,NULL,'curl',NULL,NULL,0,NULL,NULL,NULL,NULL,'p1','2026-11-21T08:30:03.807002+00:00');
INSERT INTO "hand_sets" VALUES('4c1bfd4b3b3f','hand/1',0.0,9.0,5,NULL,'curl',NULL,NULL,0,NULL,NULL,NULL,NULL,'2c671ff1ea07','2026-11-21T08:30:04.253683+00:00');
INSERT INTO "hand_sets" VALUES('6f02ba33f6e2','hand/1',0.0,30.0,NULL,30.0,'side plank',NULL,NULL,0,'left',NULL,NULL,NULL,'p1','2026-11-21T11:18:14.525356+00:00');
INSERT INTO "hand_sets" VALUES('6f02ba33f6e2','hand/3',240.0,280.0,12,NULL,'band row',NULL,NULL,0,NULL,'{"kind": "band", "weight_kg": null, "resistance": "red"}',7.0,NULL,'p1','2026-11-21T11:18:14.525547+00:00');
INSERT INTO "hand_sets" VALUES('6f02ba33f6e2','hand/4',360.0,400.0,8,NULL,'squat',61.2,'135 lb',0,NULL,NULL,NULL,2.0,'p1','2026-11-21T11:18:14.525583+00:00');
INSERT INTO "hand_sets" VALUES('9660b8e5e489','hand/1',0.0,9.0,5,NULL,'curl',NULL,NULL,0,NULL,NULL,NULL,NULL,'p1','2026-11-21T11:18:15.052239+00:00');
INSERT INTO "hand_sets" VALUES('537ecb284e26','hand/1',0.0,9.0,5,NULL,'curl',NULL,NULL,0,NULL,NULL,NULL,NULL,'baa1440649c8','2026-11-21T11:18:15.273980+00:00');
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
CREATE TABLE pairings (
	address VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	placement VARCHAR NOT NULL, 
	clip_site VARCHAR, 
	profile_id VARCHAR NOT NULL, 
	person_id VARCHAR, 
	paired_utc VARCHAR NOT NULL, 
	PRIMARY KEY (address), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "pairings" VALUES('C4:7A:11:00:00:01','blue one','trunk','sternum','movesense','p1','2026-03-01T17:00:00+00:00');
CREATE TABLE people (
	id VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	created_utc VARCHAR NOT NULL, deleted_utc VARCHAR, 
	PRIMARY KEY (id)
);
INSERT INTO "people" VALUES('p1','Ana','2026-03-01T18:00:00+00:00',NULL);
INSERT INTO "people" VALUES('p2','Ana','2026-03-02T18:00:00+00:00',NULL);
INSERT INTO "people" VALUES('2959d2b1d9f4','Ben','2026-11-21T08:05:15.926822+00:00','2026-11-21T08:05:15.942075+00:00');
INSERT INTO "people" VALUES('2c671ff1ea07','Ben','2026-11-21T08:30:04.251057+00:00','2026-11-21T08:30:04.257904+00:00');
INSERT INTO "people" VALUES('baa1440649c8','Ben','2026-11-21T11:18:15.266913+00:00','2026-11-21T11:18:15.282894+00:00');
CREATE TABLE prescriptions (
	id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	data JSON NOT NULL, 
	at_utc VARCHAR NOT NULL, 
	deleted_utc VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "prescriptions" VALUES('3a5196f19099','p1','Dr. Ng','2026-04-06','pain up to 2','{"pain_bands": [2, 4]}','2026-11-21T07:54:19.030485+00:00',NULL);
INSERT INTO "prescriptions" VALUES('ae407e206f15','p1','Dr. Ng','2026-04-06','pain up to 2','{"pain_bands": [2, 4]}','2026-11-21T08:05:15.782363+00:00',NULL);
INSERT INTO "prescriptions" VALUES('709e4eb4fae8','p1','Dr. Ng','2026-04-06','pain up to 2','{"pain_bands": [2, 4]}','2026-11-21T08:30:03.739014+00:00',NULL);
INSERT INTO "prescriptions" VALUES('5a9161bd21ac','p1','Dr. Ng','2026-04-06','pain up to 2','{"pain_bands": [2, 4]}','2026-11-21T11:18:15.003526+00:00',NULL);
CREATE TABLE program_entries (
	run_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	entry JSON NOT NULL, 
	"by" VARCHAR, 
	at_utc VARCHAR NOT NULL, 
	PRIMARY KEY (run_id, number), 
	FOREIGN KEY(run_id) REFERENCES program_runs (id)
);
INSERT INTO "program_entries" VALUES('89dc32b09e27',0,'{"kind": "skipped", "day": "2026-04-06", "why": "travelling"}','p1','2026-11-21T07:54:19.022395+00:00');
INSERT INTO "program_entries" VALUES('1b3367813efd',0,'{"kind": "skipped", "day": "2026-04-06", "why": "travelling"}','p1','2026-11-21T08:05:15.779186+00:00');
INSERT INTO "program_entries" VALUES('425086ac56d9',0,'{"kind": "skipped", "day": "2026-04-06", "why": "travelling"}','p1','2026-11-21T08:30:03.716651+00:00');
INSERT INTO "program_entries" VALUES('68132c4b4652',0,'{"kind": "skipped", "day": "2026-04-06", "why": "travelling"}','p1','2026-11-21T11:18:14.991464+00:00');
CREATE TABLE program_runs (
	id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	program_sha256 VARCHAR NOT NULL, 
	start JSON NOT NULL, 
	begun_utc VARCHAR NOT NULL, 
	ended_utc VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(program_sha256) REFERENCES programs (sha256)
);
INSERT INTO "program_runs" VALUES('89dc32b09e27','p1','4efcabc53efa37af4e2ce9187c5d3e926cece59cf5113dffb23d54271b263d9b','{"schema_version": 1, "program": "eight-weeks", "started": "2026-04-06", "chosen": []}','2026-11-21T07:54:19.007217+00:00',NULL);
INSERT INTO "program_runs" VALUES('1b3367813efd','p1','4efcabc53efa37af4e2ce9187c5d3e926cece59cf5113dffb23d54271b263d9b','{"schema_version": 1, "program": "eight-weeks", "started": "2026-04-06", "chosen": []}','2026-11-21T08:05:15.761015+00:00',NULL);
INSERT INTO "program_runs" VALUES('425086ac56d9','p1','4efcabc53efa37af4e2ce9187c5d3e926cece59cf5113dffb23d54271b263d9b','{"schema_version": 1, "program": "eight-weeks", "started": "2026-04-06", "chosen": []}','2026-11-21T08:30:03.660529+00:00',NULL);
INSERT INTO "program_runs" VALUES('68132c4b4652','p1','4efcabc53efa37af4e2ce9187c5d3e926cece59cf5113dffb23d54271b263d9b','{"schema_version": 1, "program": "eight-weeks", "started": "2026-04-06", "chosen": []}','2026-11-21T11:18:14.964682+00:00',NULL);
CREATE TABLE programs (
	sha256 VARCHAR NOT NULL, 
	program_id VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	added_utc VARCHAR NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "programs" VALUES('4efcabc53efa37af4e2ce9187c5d3e926cece59cf5113dffb23d54271b263d9b','eight-weeks','# A template of our own. What each key means: docs/programs.md
schema = 1
id = "eight-weeks"
name = "Eight weeks: squat, deadlift, row, bench press and planks (our template)"
origin = "own"
source = """
A template of the sensorlog project. It is no published protocol and was tested in no study. Adapt it with a physical
therapist or another professional before you start.
"""
about = """
Two sessions a week. It begins light and with many repetitions, and becomes heavier in small steps. No starting load is
given: begin with one that leaves the repetitions in reserve that are asked for, an empty bar or a body-weight variant if
in doubt, and swap whatever does not suit your back.
"""

[[phase]]
name = "weeks 1 and 2, learning"
weeks = 2
note = "Learn the movements with loads that feel too light."

[[phase.day]]
name = "A: squat"
[[phase.day.work]]
exercise = "easy-cardio"
sets = 1
seconds = 300
[[phase.day.work]]
exercise = "cat-camel"
sets = 1
reps = [8, 10]
[[phase.day.work]]
exercise = "squat"
sets = 2
reps = [12, 15]
reserve = 4
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 90
progress = "hold"
[[phase.day.work]]
exercise = "bench-press"
sets = 2
reps = [12, 15]
reserve = 4
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 90
progress = "hold"
[[phase.day.work]]
exercise = "bent-over-row"
sets = 2
reps = [12, 15]
reserve = 4
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 90
progress = "hold"
[[phase.day.work]]
exercise = "plank"
sets = 2
seconds = [15, 30]
rest_s = 60
progress = "double"
[[phase.day.work]]
exercise = "standing-hamstring-stretch"
sets = 2
seconds = [20, 30]
[[phase.day.work]]
exercise = "doorway-chest-stretch"
sets = 2
seconds = [20, 30]

[[phase.day]]
name = "B: deadlift"
[[phase.day.work]]
exercise = "easy-cardio"
sets = 1
seconds = 300
[[phase.day.work]]
exercise = "cat-camel"
sets = 1
reps = [8, 10]
[[phase.day.work]]
exercise = "deadlift"
sets = 2
reps = [12, 15]
reserve = 4
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 90
progress = "hold"
[[phase.day.work]]
exercise = "bench-press"
sets = 2
reps = [12, 15]
reserve = 4
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 90
progress = "hold"
[[phase.day.work]]
exercise = "bent-over-row"
sets = 2
reps = [12, 15]
reserve = 4
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 90
progress = "hold"
[[phase.day.work]]
exercise = "side-plank"
sets = 2
seconds = [10, 20]
rest_s = 60
progress = "double"
[[phase.day.work]]
exercise = "standing-hamstring-stretch"
sets = 2
seconds = [20, 30]
[[phase.day.work]]
exercise = "doorway-chest-stretch"
sets = 2
seconds = [20, 30]

[[phase]]
name = "weeks 3 to 5, building"
weeks = 3

[[phase.day]]
name = "A: squat"
[[phase.day.work]]
exercise = "easy-cardio"
sets = 1
seconds = 300
[[phase.day.work]]
exercise = "cat-camel"
sets = 1
reps = [8, 10]
[[phase.day.work]]
exercise = "squat"
sets = [2, 3]
reps = [10, 12]
reserve = 3
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
sets_first = true
[[phase.day.work]]
exercise = "bench-press"
sets = [2, 3]
reps = [10, 12]
reserve = 3
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
sets_first = true
[[phase.day.work]]
exercise = "bent-over-row"
sets = [2, 3]
reps = [10, 12]
reserve = 3
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
sets_first = true
[[phase.day.work]]
exercise = "plank"
sets = 3
seconds = [20, 40]
rest_s = 60
progress = "double"
[[phase.day.work]]
exercise = "standing-hamstring-stretch"
sets = 2
seconds = [20, 30]
[[phase.day.work]]
exercise = "doorway-chest-stretch"
sets = 2
seconds = [20, 30]

[[phase.day]]
name = "B: deadlift"
[[phase.day.work]]
exercise = "easy-cardio"
sets = 1
seconds = 300
[[phase.day.work]]
exercise = "cat-camel"
sets = 1
reps = [8, 10]
[[phase.day.work]]
exercise = "deadlift"
sets = [2, 3]
reps = [10, 12]
reserve = 3
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
sets_first = true
[[phase.day.work]]
exercise = "bench-press"
sets = [2, 3]
reps = [10, 12]
reserve = 3
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
sets_first = true
[[phase.day.work]]
exercise = "bent-over-row"
sets = [2, 3]
reps = [10, 12]
reserve = 3
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
sets_first = true
[[phase.day.work]]
exercise = "side-plank"
sets = 2
seconds = [15, 30]
rest_s = 60
progress = "double"
[[phase.day.work]]
exercise = "standing-hamstring-stretch"
sets = 2
seconds = [20, 30]
[[phase.day.work]]
exercise = "doorway-chest-stretch"
sets = 2
seconds = [20, 30]

[[phase]]
name = "weeks 6 to 8, strengthening"
weeks = 3

[[phase.day]]
name = "A: squat"
[[phase.day.work]]
exercise = "easy-cardio"
sets = 1
seconds = 300
[[phase.day.work]]
exercise = "cat-camel"
sets = 1
reps = [8, 10]
[[phase.day.work]]
exercise = "squat"
sets = 3
reps = [8, 10]
reserve = 2
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
[[phase.day.work]]
exercise = "bench-press"
sets = 3
reps = [8, 10]
reserve = 2
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
[[phase.day.work]]
exercise = "bent-over-row"
sets = 3
reps = [8, 10]
reserve = 2
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
[[phase.day.work]]
exercise = "plank"
sets = 3
seconds = [30, 60]
rest_s = 60
progress = "double"
[[phase.day.work]]
exercise = "standing-hamstring-stretch"
sets = 2
seconds = [20, 30]
[[phase.day.work]]
exercise = "doorway-chest-stretch"
sets = 2
seconds = [20, 30]

[[phase.day]]
name = "B: deadlift"
[[phase.day.work]]
exercise = "easy-cardio"
sets = 1
seconds = 300
[[phase.day.work]]
exercise = "cat-camel"
sets = 1
reps = [8, 10]
[[phase.day.work]]
exercise = "deadlift"
sets = 3
reps = [8, 10]
reserve = 2
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
[[phase.day.work]]
exercise = "bench-press"
sets = 3
reps = [8, 10]
reserve = 2
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
[[phase.day.work]]
exercise = "bent-over-row"
sets = 3
reps = [8, 10]
reserve = 2
tempo = { lower_s = 3, lift_s = 2 }
rest_s = 120
progress = "double"
[[phase.day.work]]
exercise = "side-plank"
sets = 3
seconds = [20, 40]
rest_s = 60
progress = "double"
[[phase.day.work]]
exercise = "standing-hamstring-stretch"
sets = 2
seconds = [20, 30]
[[phase.day.work]]
exercise = "doorway-chest-stretch"
sets = 2
seconds = [20, 30]
','2026-11-21T07:54:19.007217+00:00');
CREATE TABLE purged (
	kind VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	at_utc VARCHAR NOT NULL, 
	PRIMARY KEY (kind, id)
);
INSERT INTO "purged" VALUES('session','25b56dab907a','2026-11-21T07:54:19.069364+00:00');
INSERT INTO "purged" VALUES('session','77c52d3c9f25','2026-11-21T08:05:15.838195+00:00');
INSERT INTO "purged" VALUES('set','["4e81a031fd37", "hand/2", "", 120.0, 150.0]','2026-11-21T08:05:15.889585+00:00');
INSERT INTO "purged" VALUES('session','a0abdbd693df','2026-11-21T08:05:15.991113+00:00');
INSERT INTO "purged" VALUES('person','6758313ad304','2026-11-21T08:05:15.991138+00:00');
INSERT INTO "purged" VALUES('session','a27760339ea6','2026-11-21T08:30:03.987607+00:00');
INSERT INTO "purged" VALUES('set','["f80840ea01e0", "hand/2", "", 120.0, 150.0]','2026-11-21T08:30:04.207883+00:00');
INSERT INTO "purged" VALUES('session','da7d6a822e5a','2026-11-21T08:30:04.284683+00:00');
INSERT INTO "purged" VALUES('person','afce5c9da8e1','2026-11-21T08:30:04.284700+00:00');
INSERT INTO "purged" VALUES('session','52faba1747a4','2026-11-21T11:18:15.143056+00:00');
INSERT INTO "purged" VALUES('set','["6f02ba33f6e2", "hand/2", "", 120.0, 150.0]','2026-11-21T11:18:15.231323+00:00');
INSERT INTO "purged" VALUES('session','b491f4a3f3cd','2026-11-21T11:18:15.331865+00:00');
INSERT INTO "purged" VALUES('person','5f099e13450b','2026-11-21T11:18:15.331892+00:00');
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
INSERT INTO "reps" VALUES('2636a724e96c','test-1','bar/1/1','bar/1',10.0,11.0,12.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,'{"inclination_peak_rad": null, "inclination_range_rad": 0.7, "side_bend_rad": null, "twist_range_rad": null, "angular_speed_peak_rad_s": null, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": null, "phases": [{"duration_s": 1.1, "end_s": 2.5, "range_rad": 0.7, "angular_speed_peak_rad_s": 1.2, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": 0.4}], "deviation": ["fast"]}');
INSERT INTO "reps" VALUES('2636a724e96c','test-1','bar/1/2','bar/1',12.0,13.0,14.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('2636a724e96c','test-1','bar/1/3','bar/1',14.0,15.0,16.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('2636a724e96c','test-1','bar/1/4','bar/1',16.0,17.0,18.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('2636a724e96c','test-1','bar/1/5','bar/1',18.0,19.0,20.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('2636a724e96c','test-2','bar/1/1','bar/1',10.0,11.0,12.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,'{"inclination_peak_rad": null, "inclination_range_rad": 0.7, "side_bend_rad": null, "twist_range_rad": null, "angular_speed_peak_rad_s": null, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": null, "phases": [{"duration_s": 1.1, "end_s": 2.5, "range_rad": 0.7, "angular_speed_peak_rad_s": 1.2, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": 0.4}], "deviation": ["fast"]}');
INSERT INTO "reps" VALUES('2636a724e96c','test-2','bar/1/2','bar/1',12.0,13.0,14.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('2636a724e96c','test-2','bar/1/3','bar/1',14.0,15.0,16.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('2636a724e96c','test-2','bar/1/4','bar/1',16.0,17.0,18.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('2636a724e96c','test-2','bar/1/5','bar/1',18.0,19.0,20.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('d5a36989d141','test-1','bar/1/1','bar/1',10.0,11.0,12.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,'{"inclination_peak_rad": null, "inclination_range_rad": 0.7, "side_bend_rad": null, "twist_range_rad": null, "angular_speed_peak_rad_s": null, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": null, "phases": [{"duration_s": 1.1, "end_s": 2.5, "range_rad": 0.7, "angular_speed_peak_rad_s": 1.2, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": 0.4}], "deviation": ["fast"]}');
INSERT INTO "reps" VALUES('d5a36989d141','test-1','bar/1/2','bar/1',12.0,13.0,14.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('d5a36989d141','test-1','bar/1/3','bar/1',14.0,15.0,16.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('d5a36989d141','test-1','bar/1/4','bar/1',16.0,17.0,18.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('d5a36989d141','test-1','bar/1/5','bar/1',18.0,19.0,20.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('d5a36989d141','test-2','bar/1/1','bar/1',10.0,11.0,12.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,'{"inclination_peak_rad": null, "inclination_range_rad": 0.7, "side_bend_rad": null, "twist_range_rad": null, "angular_speed_peak_rad_s": null, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": null, "phases": [{"duration_s": 1.1, "end_s": 2.5, "range_rad": 0.7, "angular_speed_peak_rad_s": 1.2, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": 0.4}], "deviation": ["fast"]}');
INSERT INTO "reps" VALUES('d5a36989d141','test-2','bar/1/2','bar/1',12.0,13.0,14.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('d5a36989d141','test-2','bar/1/3','bar/1',14.0,15.0,16.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('d5a36989d141','test-2','bar/1/4','bar/1',16.0,17.0,18.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('d5a36989d141','test-2','bar/1/5','bar/1',18.0,19.0,20.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('865ede3831ab','test-1','bar/1/1','bar/1',10.0,11.0,12.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,'{"inclination_peak_rad": null, "inclination_range_rad": 0.7, "side_bend_rad": null, "twist_range_rad": null, "angular_speed_peak_rad_s": null, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": null, "phases": [{"duration_s": 1.1, "end_s": 2.5, "range_rad": 0.7, "angular_speed_peak_rad_s": 1.2, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": 0.4}], "deviation": ["fast"]}');
INSERT INTO "reps" VALUES('865ede3831ab','test-1','bar/1/2','bar/1',12.0,13.0,14.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('865ede3831ab','test-1','bar/1/3','bar/1',14.0,15.0,16.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('865ede3831ab','test-1','bar/1/4','bar/1',16.0,17.0,18.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('865ede3831ab','test-1','bar/1/5','bar/1',18.0,19.0,20.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('865ede3831ab','test-2','bar/1/1','bar/1',10.0,11.0,12.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,'{"inclination_peak_rad": null, "inclination_range_rad": 0.7, "side_bend_rad": null, "twist_range_rad": null, "angular_speed_peak_rad_s": null, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": null, "phases": [{"duration_s": 1.1, "end_s": 2.5, "range_rad": 0.7, "angular_speed_peak_rad_s": 1.2, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": 0.4}], "deviation": ["fast"]}');
INSERT INTO "reps" VALUES('865ede3831ab','test-2','bar/1/2','bar/1',12.0,13.0,14.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('865ede3831ab','test-2','bar/1/3','bar/1',14.0,15.0,16.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('865ede3831ab','test-2','bar/1/4','bar/1',16.0,17.0,18.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('865ede3831ab','test-2','bar/1/5','bar/1',18.0,19.0,20.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-1','bar/1/1','bar/1',10.0,11.0,12.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,'{"inclination_peak_rad": null, "inclination_range_rad": 0.7, "side_bend_rad": null, "twist_range_rad": null, "angular_speed_peak_rad_s": null, "thorax_pelvis_peak_rad": null, "thorax_pelvis_range_rad": null, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": null, "phases": [{"duration_s": 1.1, "end_s": 2.5, "range_rad": 0.7, "angular_speed_peak_rad_s": 1.2, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": 0.4}], "clip_site": null, "deviation": ["fast"]}');
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-1','bar/1/2','bar/1',12.0,13.0,14.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-1','bar/1/3','bar/1',14.0,15.0,16.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-1','bar/1/4','bar/1',16.0,17.0,18.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-1','bar/1/5','bar/1',18.0,19.0,20.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-2','bar/1/1','bar/1',10.0,11.0,12.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,'{"inclination_peak_rad": null, "inclination_range_rad": 0.7, "side_bend_rad": null, "twist_range_rad": null, "angular_speed_peak_rad_s": null, "thorax_pelvis_peak_rad": null, "thorax_pelvis_range_rad": null, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": null, "phases": [{"duration_s": 1.1, "end_s": 2.5, "range_rad": 0.7, "angular_speed_peak_rad_s": 1.2, "smoothness_sparc": null, "smoothness_ldlj": null, "jerkiness": 0.4}], "clip_site": null, "deviation": ["fast"]}');
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-2','bar/1/2','bar/1',12.0,13.0,14.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-2','bar/1/3','bar/1',14.0,15.0,16.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-2','bar/1/4','bar/1',16.0,17.0,18.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reps" VALUES('3d9f0a09cb22','test-2','bar/1/5','bar/1',18.0,19.0,20.0,1.0,NULL,NULL,NULL,3.00000000000000044408e-01,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE "sessions" (
	id VARCHAR NOT NULL, 
	person_id VARCHAR, 
	start_utc VARCHAR NOT NULL, 
	ended_utc VARCHAR, 
	demo BOOLEAN NOT NULL, 
	recording_path VARCHAR, 
	recording_sha256 VARCHAR, 
	analysis_version VARCHAR NOT NULL, 
	software VARCHAR NOT NULL, 
	utc_offset_s INTEGER, 
	deleted_utc VARCHAR, 
	standing_rule INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "sessions" VALUES('aaaaaaaaaaaa','p1','2026-03-01T18:30:00+00:00','2026-03-01T19:30:00+00:00',0,'recordings/a.mcap','00ff','1','sensorlog 0.1.0',NULL,NULL,2);
INSERT INTO "sessions" VALUES('bbbbbbbbbbbb',NULL,'2026-03-03T18:30:00.250000+00:00',NULL,0,'/elsewhere/b.mcap',NULL,'1','sensorlog 0.1.0',NULL,NULL,2);
INSERT INTO "sessions" VALUES('c18237bbd21c','p1','2026-04-06T17:30:00+00:00','2026-04-06T17:36:40+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,NULL,2);
INSERT INTO "sessions" VALUES('2636a724e96c',NULL,'2026-04-08T17:30:00+00:00','2026-04-08T17:30:20+00:00',0,'/elsewhere/c.mcap','ab','test-2','0.1.0',0,NULL,2);
INSERT INTO "sessions" VALUES('ffdd4b778ec2','p1','2026-04-06T17:30:00+00:00','2026-04-06T17:30:09+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,'2026-11-21T07:54:19.057944+00:00',2);
INSERT INTO "sessions" VALUES('4e81a031fd37','p1','2026-04-06T17:30:00+00:00','2026-04-06T17:36:40+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,NULL,2);
INSERT INTO "sessions" VALUES('d5a36989d141',NULL,'2026-04-08T17:30:00+00:00','2026-04-08T17:30:20+00:00',0,'/elsewhere/c.mcap','ab','test-2','0.1.0',0,NULL,2);
INSERT INTO "sessions" VALUES('cfe751407662','p1','2026-04-06T17:30:00+00:00','2026-04-06T17:30:09+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,'2026-11-21T08:05:15.805943+00:00',2);
INSERT INTO "sessions" VALUES('1572ee0a6567','2959d2b1d9f4','2026-04-06T17:30:00+00:00','2026-04-06T17:30:09+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,'2026-11-21T08:05:15.942075+00:00',2);
INSERT INTO "sessions" VALUES('f80840ea01e0','p1','2026-04-06T17:30:00+00:00','2026-04-06T17:36:40+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,NULL,2);
INSERT INTO "sessions" VALUES('865ede3831ab',NULL,'2026-04-08T17:30:00+00:00','2026-04-08T17:30:20+00:00',0,'/elsewhere/c.mcap','ab','test-2','0.1.0',0,NULL,2);
INSERT INTO "sessions" VALUES('a2625b3d7789','p1','2026-04-06T17:30:00+00:00','2026-04-06T17:30:09+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,'2026-11-21T08:30:03.894273+00:00',2);
INSERT INTO "sessions" VALUES('4c1bfd4b3b3f','2c671ff1ea07','2026-04-06T17:30:00+00:00','2026-04-06T17:30:09+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,'2026-11-21T08:30:04.257904+00:00',2);
INSERT INTO "sessions" VALUES('6f02ba33f6e2','p1','2026-04-06T17:30:00+00:00','2026-04-06T17:36:40+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,NULL,2);
INSERT INTO "sessions" VALUES('3d9f0a09cb22',NULL,'2026-04-08T17:30:00+00:00','2026-04-08T17:30:20+00:00',0,'/elsewhere/c.mcap','ab','test-2','0.1.0',0,NULL,2);
INSERT INTO "sessions" VALUES('9660b8e5e489','p1','2026-04-06T17:30:00+00:00','2026-04-06T17:30:09+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,'2026-11-21T11:18:15.090229+00:00',2);
INSERT INTO "sessions" VALUES('537ecb284e26','baa1440649c8','2026-04-06T17:30:00+00:00','2026-04-06T17:30:09+00:00',0,NULL,NULL,'by hand','sensorlog 0.1.0',0,NULL,2);
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
	load_kg FLOAT, placement VARCHAR, clip_site VARCHAR, load_entered VARCHAR, 
	PRIMARY KEY (session_id, analysis_version, set_id), 
	CHECK (load_kg >= 0), 
	CHECK (sensed_rep_count >= 0), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "sets" VALUES('aaaaaaaaaaaa','1','bar/1','bar',10.0,16.0,3,'vertical',0.9,0.12,'squat',62.5,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('aaaaaaaaaaaa','1','bar/2','bar',100.0,104.0,2,'rotation',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('aaaaaaaaaaaa','0','bar/1','bar',10.5,16.5,4,'vertical',0.5,NULL,'squat',62.5,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('bbbbbbbbbbbb','1','trunk/1','trunk',5.0,9.0,2,'inclination',0.7,NULL,'deadlift',80.0,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('bbbbbbbbbbbb','1','trunk/2','trunk',50.0,60.0,0,'person',NULL,NULL,NULL,NULL,'trunk','T12',NULL);
INSERT INTO "sets" VALUES('2636a724e96c','test-1','bar/1','bar',10.0,20.0,5,'vertical',0.9,NULL,'squat',62.5,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('2636a724e96c','test-2','bar/1','bar',10.0,20.0,5,'vertical',0.9,NULL,'squat',62.5,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('d5a36989d141','test-1','bar/1','bar',10.0,20.0,5,'vertical',0.9,NULL,'squat',62.5,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('d5a36989d141','test-2','bar/1','bar',10.0,20.0,5,'vertical',0.9,NULL,'squat',62.5,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('865ede3831ab','test-1','bar/1','bar',10.0,20.0,5,'vertical',0.9,NULL,'squat',62.5,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('865ede3831ab','test-2','bar/1','bar',10.0,20.0,5,'vertical',0.9,NULL,'squat',62.5,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('3d9f0a09cb22','test-1','bar/1','bar',10.0,20.0,5,'vertical',0.9,NULL,'squat',62.5,NULL,NULL,NULL);
INSERT INTO "sets" VALUES('3d9f0a09cb22','test-2','bar/1','bar',10.0,20.0,5,'vertical',0.9,NULL,'squat',62.5,NULL,NULL,NULL);
CREATE TABLE standing_sessions (
	session_id VARCHAR NOT NULL, 
	part INTEGER NOT NULL, 
	person_id VARCHAR, 
	start_utc VARCHAR NOT NULL, 
	utc_offset_s INTEGER, 
	ended_utc VARCHAR, 
	sets INTEGER NOT NULL, 
	reps INTEGER NOT NULL, 
	volume_load_kg FLOAT NOT NULL, 
	exercises JSON NOT NULL, 
	PRIMARY KEY (session_id, part), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "standing_sessions" VALUES('aaaaaaaaaaaa',0,'p1','2026-03-01T18:30:00+00:00',NULL,'2026-03-01T19:30:00+00:00',2,5,290.0,'["squat", null]');
INSERT INTO "standing_sessions" VALUES('bbbbbbbbbbbb',0,'p2','2026-03-03T18:30:00.250000+00:00',NULL,NULL,2,2,160.0,'["deadlift", null]');
INSERT INTO "standing_sessions" VALUES('c18237bbd21c',0,'p1','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:36:40+00:00',2,16,500.0,'["squat"]');
INSERT INTO "standing_sessions" VALUES('c18237bbd21c',1,'p2','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:36:40+00:00',1,0,0.0,'["side plank"]');
INSERT INTO "standing_sessions" VALUES('2636a724e96c',0,NULL,'2026-04-08T17:30:00+00:00',0,'2026-04-08T17:30:20+00:00',1,6,0.0,'["squat"]');
INSERT INTO "standing_sessions" VALUES('ffdd4b778ec2',0,'p1','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:30:09+00:00',1,5,0.0,'["curl"]');
INSERT INTO "standing_sessions" VALUES('cfe751407662',0,'p1','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:30:09+00:00',1,5,0.0,'["curl"]');
INSERT INTO "standing_sessions" VALUES('d5a36989d141',0,NULL,'2026-04-06T18:30:00+00:00',0,'2026-04-06T18:30:20+00:00',1,6,0.0,'["squat"]');
INSERT INTO "standing_sessions" VALUES('4e81a031fd37',0,'p1','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:36:40+00:00',1,8,500.0,'["squat"]');
INSERT INTO "standing_sessions" VALUES('4e81a031fd37',1,'p2','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:36:40+00:00',1,0,0.0,'["side plank"]');
INSERT INTO "standing_sessions" VALUES('1572ee0a6567',0,'2959d2b1d9f4','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:30:09+00:00',1,5,0.0,'["curl"]');
INSERT INTO "standing_sessions" VALUES('a2625b3d7789',0,'p1','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:30:09+00:00',1,5,0.0,'["curl"]');
INSERT INTO "standing_sessions" VALUES('865ede3831ab',0,NULL,'2026-04-06T18:30:00+00:00',0,'2026-04-06T18:30:20+00:00',1,6,0.0,'["squat"]');
INSERT INTO "standing_sessions" VALUES('f80840ea01e0',0,'p1','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:36:40+00:00',1,8,500.0,'["squat"]');
INSERT INTO "standing_sessions" VALUES('f80840ea01e0',1,'p2','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:36:40+00:00',1,0,0.0,'["side plank"]');
INSERT INTO "standing_sessions" VALUES('4c1bfd4b3b3f',0,'2c671ff1ea07','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:30:09+00:00',1,5,0.0,'["curl"]');
INSERT INTO "standing_sessions" VALUES('9660b8e5e489',0,'p1','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:30:09+00:00',1,5,0.0,'["curl"]');
INSERT INTO "standing_sessions" VALUES('3d9f0a09cb22',0,NULL,'2026-04-06T18:30:00+00:00',0,'2026-04-06T18:30:20+00:00',1,6,0.0,'["squat"]');
INSERT INTO "standing_sessions" VALUES('6f02ba33f6e2',0,'p1','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:36:40+00:00',1,8,500.0,'["squat"]');
INSERT INTO "standing_sessions" VALUES('6f02ba33f6e2',1,'p2','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:36:40+00:00',1,0,0.0,'["side plank"]');
INSERT INTO "standing_sessions" VALUES('537ecb284e26',0,'baa1440649c8','2026-04-06T17:30:00+00:00',0,'2026-04-06T17:30:09+00:00',1,5,0.0,'["curl"]');
CREATE TABLE standing_sets (
	session_id VARCHAR NOT NULL, 
	set_id VARCHAR NOT NULL, 
	person_id VARCHAR, 
	start_utc VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	analysis_version VARCHAR, 
	exercise VARCHAR, 
	reps INTEGER, 
	held_s FLOAT, 
	load_kg FLOAT, 
	load_entered VARCHAR, 
	warm_up BOOLEAN NOT NULL, 
	side VARCHAR, 
	rpe FLOAT, 
	reps_in_reserve FLOAT, 
	placement VARCHAR, 
	clip_site VARCHAR, 
	fastest_m_s FLOAT, 
	mean_velocity_m_s FLOAT, 
	rom_m FLOAT, 
	velocity_loss FLOAT, 
	PRIMARY KEY (session_id, set_id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id)
);
INSERT INTO "standing_sets" VALUES('aaaaaaaaaaaa','bar/1','p1','2026-03-01T18:30:10+00:00','2026-03-01','sensed','1','squat',4,NULL,62.5,NULL,0,NULL,NULL,NULL,NULL,NULL,0.6,0.5,0.55,0.12);
INSERT INTO "standing_sets" VALUES('aaaaaaaaaaaa','bar/2','p1','2026-03-01T18:31:40+00:00','2026-03-01','sensed','1',NULL,1,NULL,40.0,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('bbbbbbbbbbbb','trunk/1','p2','2026-03-03T18:30:05.250000+00:00','2026-03-03','sensed','1','deadlift',2,NULL,80.0,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('bbbbbbbbbbbb','trunk/2','p2','2026-03-03T18:30:50.250000+00:00','2026-03-03','sensed','1',NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,'trunk','T12',NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('c18237bbd21c','hand/1','p2','2026-04-06T17:30:00+00:00','2026-04-06','by_hand',NULL,'side plank',NULL,30.0,NULL,NULL,0,'left',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('c18237bbd21c','hand/2','p1','2026-04-06T17:32:00+00:00','2026-04-06','by_hand',NULL,'squat',8,NULL,20.0,'20 kg',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('c18237bbd21c','hand/4','p1','2026-04-06T17:36:00+00:00','2026-04-06','by_hand',NULL,'squat',8,NULL,62.5,'62.5 kg',0,NULL,NULL,2.0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('2636a724e96c','bar/1',NULL,'2026-04-08T17:30:10+00:00','2026-04-08','sensed','test-2','squat',6,NULL,62.5,NULL,1,'right',NULL,1.0,NULL,NULL,NULL,NULL,3.00000000000000044408e-01,NULL);
INSERT INTO "standing_sets" VALUES('d5a36989d141','bar/1',NULL,'2026-04-06T18:30:10+00:00','2026-04-06','sensed','test-2','squat',6,NULL,62.5,NULL,1,'right',NULL,1.0,NULL,NULL,NULL,NULL,3.00000000000000044408e-01,NULL);
INSERT INTO "standing_sets" VALUES('4e81a031fd37','hand/1','p2','2026-04-06T17:30:00+00:00','2026-04-06','by_hand',NULL,'side plank',NULL,30.0,NULL,NULL,0,'left',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('4e81a031fd37','hand/4','p1','2026-04-06T17:36:00+00:00','2026-04-06','by_hand',NULL,'squat',8,NULL,62.5,'62.5 kg',0,NULL,NULL,2.0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('865ede3831ab','bar/1',NULL,'2026-04-06T18:30:10+00:00','2026-04-06','sensed','test-2','squat',6,NULL,62.5,NULL,1,'right',NULL,1.0,NULL,NULL,NULL,NULL,3.00000000000000044408e-01,NULL);
INSERT INTO "standing_sets" VALUES('f80840ea01e0','hand/1','p2','2026-04-06T17:30:00+00:00','2026-04-06','by_hand',NULL,'side plank',NULL,30.0,NULL,NULL,0,'left',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('f80840ea01e0','hand/4','p1','2026-04-06T17:36:00+00:00','2026-04-06','by_hand',NULL,'squat',8,NULL,62.5,'62.5 kg',0,NULL,NULL,2.0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('3d9f0a09cb22','bar/1',NULL,'2026-04-06T18:30:10+00:00','2026-04-06','sensed','test-2','squat',6,NULL,62.5,NULL,1,'right',NULL,1.0,NULL,NULL,NULL,NULL,3.00000000000000044408e-01,NULL);
INSERT INTO "standing_sets" VALUES('6f02ba33f6e2','hand/1','p2','2026-04-06T17:30:00+00:00','2026-04-06','by_hand',NULL,'side plank',NULL,30.0,NULL,NULL,0,'left',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('6f02ba33f6e2','hand/4','p1','2026-04-06T17:36:00+00:00','2026-04-06','by_hand',NULL,'squat',8,NULL,62.5,'62.5 kg',0,NULL,NULL,2.0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "standing_sets" VALUES('537ecb284e26','hand/1','baa1440649c8','2026-04-06T17:30:00+00:00','2026-04-06','by_hand',NULL,'curl',5,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE usual_marks (
	id INTEGER NOT NULL, 
	person_id VARCHAR, 
	exercise VARCHAR, 
	kind VARCHAR NOT NULL, 
	at_utc VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "usual_marks" VALUES(1,'p1',NULL,'frozen','2026-04-06T17:30:00+00:00');
INSERT INTO "usual_marks" VALUES(2,'p1','squat','restarted','2026-04-06T17:30:00+00:00');
CREATE TRIGGER sets_are_kept BEFORE UPDATE ON sets BEGIN SELECT RAISE(ABORT, 'sets are never changed: add an edit'); END;
CREATE TRIGGER reps_are_kept BEFORE UPDATE ON reps BEGIN SELECT RAISE(ABORT, 'reps are never changed: add an edit'); END;
CREATE TRIGGER edits_are_kept BEFORE UPDATE ON edits BEGIN SELECT RAISE(ABORT, 'edits are never changed: add an edit'); END;
CREATE TRIGGER notes_are_kept BEFORE UPDATE ON notes BEGIN SELECT RAISE(ABORT, 'notes are never changed: add an edit'); END;
CREATE INDEX ix_sessions_start_utc ON sessions (start_utc);
CREATE INDEX ix_diary_session_id ON diary (session_id);
CREATE INDEX ix_diary_person_day ON diary (person_id, day);
CREATE INDEX ix_program_runs_person_id ON program_runs (person_id);
CREATE INDEX ix_prescriptions_person_id ON prescriptions (person_id);
CREATE INDEX ix_standing_sets_exercise ON standing_sets (exercise, person_id, start_utc);
CREATE INDEX ix_standing_sets_person ON standing_sets (person_id, start_utc);
CREATE TRIGGER hand_sets_are_kept BEFORE UPDATE ON hand_sets BEGIN SELECT RAISE(ABORT, 'hand_sets are never changed'); END;
CREATE TRIGGER programs_are_kept BEFORE UPDATE ON programs BEGIN SELECT RAISE(ABORT, 'programs are never changed'); END;
CREATE TRIGGER program_entries_are_kept BEFORE UPDATE ON program_entries BEGIN SELECT RAISE(ABORT, 'program_entries are never changed'); END;
CREATE TRIGGER diary_is_kept BEFORE UPDATE OF id, person_id, session_id, set_start_s, day, kind, value, details, note, at_utc ON diary BEGIN SELECT RAISE(ABORT, 'the diary is never changed: add an entry'); END;
CREATE INDEX ix_standing_sessions_start ON standing_sessions (start_utc);
CREATE INDEX ix_standing_sessions_person ON standing_sessions (person_id, start_utc);
CREATE TRIGGER purged_are_kept BEFORE UPDATE ON purged BEGIN SELECT RAISE(ABORT, 'purged are never changed'); END;
CREATE INDEX ix_foreign_fields_session_id ON foreign_fields (session_id);
CREATE INDEX ix_usual_marks_person_id ON usual_marks (person_id);
COMMIT;
