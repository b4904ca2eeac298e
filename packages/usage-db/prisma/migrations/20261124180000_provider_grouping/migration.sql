-- In a migration of its own: a new value can be used only after the transaction that adds it.
ALTER TYPE ai_usage_grouping ADD VALUE 'provider';
