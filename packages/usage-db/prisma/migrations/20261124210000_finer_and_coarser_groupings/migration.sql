-- In a migration of its own: a new value can be used only after the transaction that adds it.
ALTER TYPE ai_usage_grouping ADD VALUE 'feature_model_provider';
ALTER TYPE ai_usage_grouping ADD VALUE 'user_week';
