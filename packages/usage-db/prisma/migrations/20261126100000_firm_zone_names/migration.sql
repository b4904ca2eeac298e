-- What PostgreSQL has no file for, it reads as a zone of POSIX if it can: `Europe/Bucharest2` as one that is two hours behind. That needs
-- a digit, and only Etc's names with a slash have any. A firm of such a zone that is there stays as it is, but cannot be changed, other
-- than to a better zone.
ALTER TABLE firms ADD CONSTRAINT firms_zone_name CHECK (
  time_zone = 'UTC'
  OR time_zone ~ '^[A-Za-z_]+(/[A-Za-z_-]+)+$'
  OR time_zone ~* '^Etc/GMT([+-]?0|\+([1-9]|1[0-2])|-([1-9]|1[0-4]))$'
) NOT VALID;
