CREATE INDEX deployment_public_kind_newest ON deployment (kind, created_at DESC, id) WHERE visibility = 'public';
