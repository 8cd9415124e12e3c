-- What the front door will say by itself: written with what causes it, marked with what it says.
create table outbox (
    id              bigserial primary key,
    conversation_id text not null references conversations on delete cascade,
    dedupe          text not null,
    due_at          timestamptz not null,       -- moves on after a failure
    say             jsonb,
    question        text,
    about           text,                       -- the appointment without which it has no sense
    state           text not null default 'pending' check (state in ('pending', 'sent', 'failed', 'dropped')),
    attempts        int not null default 0,
    sent_at         timestamptz,
    unique (conversation_id, dedupe),
    check (say is not null or question is not null),
    check ((state = 'sent') = (sent_at is not null))
);

create index outbox_due on outbox (due_at) where state = 'pending';
