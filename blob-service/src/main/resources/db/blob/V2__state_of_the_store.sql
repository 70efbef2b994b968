-- What the store has to know to go on with an upload's object, besides its key: opaque to everybody else.
ALTER TABLE upload ADD COLUMN store_state bytea;

-- Leftovers are told by the upload's id, which their keys hold.
DROP INDEX upload_storage_key;

DROP INDEX upload_writing_key;
