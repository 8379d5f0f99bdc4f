-- The API that a session was begun by decides how long it and its tokens live. Sessions of before are of the native API.
ALTER TABLE session
    ADD COLUMN access_seconds  bigint NOT NULL DEFAULT 1800,
    ADD COLUMN refresh_seconds bigint NOT NULL DEFAULT 1209600;
ALTER TABLE session
    ALTER COLUMN access_seconds DROP DEFAULT,
    ALTER COLUMN refresh_seconds DROP DEFAULT;
