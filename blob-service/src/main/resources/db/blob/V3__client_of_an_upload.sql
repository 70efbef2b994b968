-- Who began an upload, so that one client can't have too many open.
ALTER TABLE upload ADD COLUMN client text COLLATE "C";

CREATE INDEX upload_open_by_client ON upload (client) WHERE state = 'open';
