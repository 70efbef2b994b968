-- Who may read only some repositories mounts from one of those: the others that have the blob are not even looked at.
CREATE INDEX link_by_holder ON link (digest, repository) WHERE hidden_at IS NULL;

DROP INDEX link_by_digest;
