-- A talk and a group session are one thing: a moment with seats (ADR 0009).

alter table slots
    add column seats       int not null default 1 check (seats > 0),     -- the room: nobody confirmed goes over it
    add column invited_max int check (invited_max >= seats),             -- null: as many as there are seats
    add column confirmed   int not null default 0,                       -- kept by count_seats, never by hand
    add column invited     int not null default 0,                       -- likewise; includes who confirmed
    add column status      text not null default 'planned' check (status in ('planned', 'cancelled')),
    add column sequence    int not null default 0 check (sequence >= 0), -- rises when it is moved or cancelled
    add column step_free   boolean not null default false,               -- known to be reachable without a step
    add column interpreter boolean not null default false,               -- an interpreter can be there
    add column specialism  text,                                         -- null: any question
    add constraint slots_seats_hold check (confirmed between 0 and seats),
    add constraint slots_invitations_hold check (invited between 0 and coalesce(invited_max, seats));

update slots set languages = '{nl}' where languages is null;
alter table slots alter column languages set default '{nl}', alter column languages set not null;

create table bookings (
    id              text primary key default replace(gen_random_uuid()::text, '-', ''),
    slot_id         bigint not null references slots on delete cascade,
    conversation_id text not null references conversations on delete cascade,
    status          text not null default 'confirmed'
        check (status in ('invited', 'confirmed', 'waiting', 'offered', 'released', 'attended', 'missed')),
    places          int not null default 1 check (places > 0),           -- 2: with a companion, where that takes a seat
    asked_at        timestamptz not null default now(),                  -- the order of the waiting list
    offered_until   timestamptz,
    -- What the booking takes of the room and of the invitations; an offered seat is held for who may answer.
    seated int not null generated always as
        (case when status in ('confirmed', 'offered', 'attended', 'missed') then places else 0 end) stored,
    asked  int not null generated always as
        (case when status in ('invited', 'confirmed', 'offered', 'attended', 'missed') then places else 0 end) stored,
    check (status <> 'offered' or offered_until is not null)
);

-- One resident stands once on one moment.
create unique index bookings_once on bookings (slot_id, conversation_id) where status <> 'released';
create index bookings_conversation on bookings (conversation_id);

create function count_seats() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.slot_id <> old.slot_id then
        raise exception 'a booking stays with its slot; make another' using errcode = 'restrict_violation';
    end if;
    update slots set
        confirmed = confirmed + coalesce(new.seated, 0) - coalesce(old.seated, 0),
        invited = invited + coalesce(new.asked, 0) - coalesce(old.asked, 0)
    where id = coalesce(new.slot_id, old.slot_id)
        and (new.seated is distinct from old.seated or new.asked is distinct from old.asked);
    return null;
end
$$;

create trigger bookings_counted after insert or update or delete on bookings
    for each row execute function count_seats();

-- One number for one intaker of one municipality, as a range: what an exclusion without extensions can compare.
create function intaker_key(profile text, intaker text) returns int8range language sql immutable parallel safe
return int8range(hashtextextended(profile || '/' || intaker, 0), hashtextextended(profile || '/' || intaker, 0), '[]');

-- The demo calendar gave one specialist two kinds of talk at one hour: the second is somebody else from now on.
update slots later set intaker = intaker || ':' || id
where conversation_id is not null and exists (
    select from slots former
    where former.conversation_id is not null and former.id < later.id and former.profile = later.profile
        and former.intaker = later.intaker
        and tstzrange(former.starts_at, former.ends_at) && tstzrange(later.starts_at, later.ends_at));

alter table slots add constraint slots_intaker_once exclude using gist (
    intaker_key(profile, intaker) with &&, tstzrange(starts_at, ends_at) with &&
) where (confirmed > 0 and seats = 1 and status = 'planned');

-- The id of a booking is that of the appointment in the case.
insert into bookings (id, slot_id, conversation_id)
select coalesce((
    select kept.value ->> 'id' from jsonb_array_elements(c.case_doc -> 'appointments') kept
    where (kept.value ->> 'starts_at')::timestamptz = s.starts_at
        and kept.value ->> 'status' in ('booked', 'moved', 'on_the_way')
    limit 1), replace(gen_random_uuid()::text, '-', '')), s.id, c.id
from slots s join conversations c on c.id = s.conversation_id;

alter table slots drop column conversation_id;  -- with its two indexes

-- Moments of one lane fit the same wishes, so a search looks once at a lane and not at every moment of it.
create function slot_lane(team text, languages text[], interpreter boolean, step_free boolean, specialism text, place text)
returns bigint language sql immutable parallel safe
return hashtextextended(
    jsonb_build_array(team, to_jsonb(languages), interpreter, step_free, specialism, place)::text, 0);

alter table slots add column lane bigint not null
    generated always as (slot_lane(team, languages, interpreter, step_free, specialism, place)) stored;

create index slots_open on slots (profile, kind, lane, starts_at) where status = 'planned' and confirmed < seats;
