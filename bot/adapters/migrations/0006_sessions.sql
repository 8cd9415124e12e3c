-- Sessions for many: a freed seat goes to who waits, and how many came is counted without names.

alter table slots add column waiting int not null default 0 check (waiting >= 0);  -- places asked for by who waits

-- A seat for which somebody waits is nobody else's.
alter table bookings add column queued int not null
    generated always as (case when status = 'waiting' then places else 0 end) stored;

create or replace function count_seats() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.slot_id <> old.slot_id then
        raise exception 'a booking stays with its slot; make another' using errcode = 'restrict_violation';
    end if;
    update slots set
        confirmed = confirmed + coalesce(new.seated, 0) - coalesce(old.seated, 0),
        invited = invited + coalesce(new.asked, 0) - coalesce(old.asked, 0),
        waiting = waiting + coalesce(new.queued, 0) - coalesce(old.queued, 0)
    where id = coalesce(new.slot_id, old.slot_id)
        and (new.seated is distinct from old.seated or new.asked is distinct from old.asked
             or new.queued is distinct from old.queued);
    return null;
end
$$;

create index slots_waited_for on slots (starts_at) where waiting > 0 and status = 'planned';
create index bookings_offered on bookings (offered_until) where status = 'offered';

-- Numbers only: they say nothing about anybody, so they stay when a conversation is erased.
create table session_counts (
    profile  text not null,
    kind     text not null,
    attended int not null default 0 check (attended >= 0),
    missed   int not null default 0 check (missed >= 0),
    primary key (profile, kind)
);

-- A correction by staff counts back what it corrects.
create function count_who_came() returns trigger language plpgsql as $$
declare
    came int := (new.status = 'attended')::int - coalesce((old.status = 'attended')::int, 0);
    stayed_away int := (new.status = 'missed')::int - coalesce((old.status = 'missed')::int, 0);
begin
    if came <> 0 or stayed_away <> 0 then
        insert into session_counts (profile, kind) select profile, kind from slots where id = new.slot_id and seats > 1
        on conflict do nothing;
        update session_counts kept set attended = kept.attended + came, missed = kept.missed + stayed_away
        from slots s where s.id = new.slot_id and s.seats > 1 and (kept.profile, kept.kind) = (s.profile, s.kind);
    end if;
    return null;
end
$$;

create trigger bookings_who_came after insert or update of status on bookings for each row
    execute function count_who_came();
