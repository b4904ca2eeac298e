-- The rollup's key holds a firm's id beside up to three names of 800 bytes, and a row of an index at most 2,704 bytes: beside an
-- id of 200 letters of four bytes they would not fit, and the fold, which is one for all firms, would stop. A firm of a longer id
-- that is there stays as it is, but cannot be changed any more.
ALTER TABLE firms ADD CONSTRAINT firms_id_bytes CHECK (octet_length(id) <= 200) NOT VALID;
