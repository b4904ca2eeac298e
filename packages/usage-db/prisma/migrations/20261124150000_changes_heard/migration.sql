-- A change of calls that moves no sum leaves no delta, and so no fold tells of it: another provider, another reason for
-- having no cost, another cost of our own beside the reported one. Answers on the data's quality show all that, so what is
-- cached of the firm is renewed by a notification of its own.

CREATE FUNCTION ai_usage_log_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('ai_usage_changed', firm_id) FROM (SELECT DISTINCT firm_id FROM new_rows) changed;
  RETURN NULL;
END $$;

CREATE TRIGGER ai_usage_log_changed AFTER UPDATE ON ai_usage_log REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ai_usage_log_changed();
