-- What the law lets us keep of a request for help, and nothing beside it.
-- Needs PostgreSQL 15 or newer (unique nulls not distinct).

create table conversations (
    id               text primary key,
    profile          text not null,
    language         text,                      -- null until the resident chose
    token_hash       bytea unique,              -- of the browser's token; null where the channel proves who writes
    resume_code_hash bytea unique,              -- of the code to go on elsewhere
    case_doc         jsonb not null,            -- the case of the outside contract, one document (ADR 0006)
    talk             jsonb not null,            -- where the dialogue stands; not part of the case
    tracker          jsonb,                     -- Rasa's bounded working memory; may be thrown away
    -- Copies from case_doc that the desk sorts and filters by; written in the same statement.
    urgency          smallint not null default 0 check (urgency between 0 and 2),  -- routine, elevated, crisis
    handoff_state    text not null default 'none',
    on_desk          boolean not null default false,   -- staff may see it
    waiting_since    timestamptz,
    opened_at        timestamptz not null,
    touched_at       timestamptz not null,
    closed_at        timestamptz,
    erased_at        timestamptz                -- the row stays as proof of erasure, its contents do not
);

-- The desk: most urgent first, then longest waiting.
create index conversations_desk on conversations (profile, urgency desc, waiting_since, opened_at)
    where on_desk and closed_at is null;
-- Retention asks for what was not touched for long.
create index conversations_touched on conversations (touched_at) where erased_at is null;

create table messages (
    seq               bigserial primary key,
    conversation_id   text not null references conversations on delete cascade,
    sender            text not null check (sender in ('resident', 'bot', 'staff')),
    staff_name        text,
    client_message_id text,                     -- the sender's own id: the same id twice is one message
    body              jsonb not null,
    at                timestamptz not null,
    unique (conversation_id, client_message_id),
    check (staff_name is not null or sender <> 'staff')   -- a person who writes is named
);

create index messages_transcript on messages (conversation_id, seq);

-- One row is one talk that one intaker can give; taken when conversation_id is set.
create table slots (
    id              bigserial primary key,
    profile         text not null,
    kind            text not null,
    team            text,                       -- null: not bound to an area
    role            text not null,
    intaker         text not null,
    place           text not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    languages       text[],                     -- null: only the default language
    conversation_id text references conversations on delete set null,
    check (ends_at > starts_at),
    unique nulls not distinct (profile, kind, team, intaker, starts_at)
);

create index slots_free on slots (profile, kind, starts_at) where conversation_id is null;
create index slots_taken on slots (conversation_id) where conversation_id is not null;

create table staff (
    name          text primary key,
    display_name  text not null,
    password_hash text not null,                -- argon2
    role          text not null,
    created_at    timestamptz not null
);

create table staff_sessions (
    token_hash bytea primary key,               -- a leaked table opens no session
    staff_name text not null references staff on delete cascade,
    csrf       text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create index staff_sessions_expiry on staff_sessions (expires_at);

-- Who decided what on which proposal: the person's act, with a code and never free text.
create table decisions (
    seq             bigserial primary key,
    conversation_id text not null references conversations on delete cascade,
    staff_name      text not null,              -- no reference: the log outlives the account
    action          text not null,
    reason_code     text,
    detail          jsonb not null default '{}',
    at              timestamptz not null
);

create index decisions_case on decisions (conversation_id, seq);

-- Transcript and decisions are append-only.  A row goes only with its conversation (a cascade runs
-- one trigger deep), or in a transaction that says it erases: set local voordeur.erasing = 'on'.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       and (pg_trigger_depth() > 1 or current_setting('voordeur.erasing', true) = 'on') then
        return old;
    end if;
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger messages_append_only before update or delete on messages
    for each row execute function refuse_rewriting();
create trigger decisions_append_only before update or delete on decisions
    for each row execute function refuse_rewriting();
