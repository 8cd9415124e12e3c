-- A link with which one intaker subscribes to their own talks; whoever has it can read them and nothing else.
create table calendar_feeds (
    token_hash bytea primary key,               -- a leaked table opens no calendar
    profile    text not null,
    intaker    text not null,
    staff_name text not null,                   -- who made the link; no reference: the link outlives the account
    created_at timestamptz not null,
    unique (profile, intaker)                   -- a new link makes the former one useless
);
