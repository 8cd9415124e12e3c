-- Who was invited, never answered and did not come is counted as missed, and took no seat of the room.
alter table bookings drop column seated;
alter table bookings add column seated int not null generated always as
    (case when status in ('confirmed', 'offered', 'attended') then places else 0 end) stored;
