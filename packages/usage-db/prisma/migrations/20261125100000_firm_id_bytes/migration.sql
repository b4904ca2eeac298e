-- The rollup's key holds a firm's id beside up to three names of 800 bytes, and a row of an index at most 2,704 bytes: beside an
-- id of 200 letters of four bytes they would not fit, and the fold, which is one for all firms, would stop. Ids that are there
-- stay: such a firm's names are not known to be that long.
ALTER TABLE firms ADD CONSTRAINT firms_id_bytes CHECK (octet_length(id) <= 200) NOT VALID;
