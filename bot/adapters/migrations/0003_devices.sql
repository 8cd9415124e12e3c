-- One resident may go on in another browser (a resume code): each device has a token of its own.
create table devices (
    token_hash      bytea primary key,          -- a leaked table opens no conversation
    conversation_id text not null references conversations on delete cascade,
    added_at        timestamptz not null
);

create index devices_conversation on devices (conversation_id);

alter table conversations drop column token_hash;
