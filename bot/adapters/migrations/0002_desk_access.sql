-- A password that was handed out serves once; a desk left alone logs itself out.
alter table staff add column must_choose_password boolean not null default false;
alter table staff_sessions add column seen_at timestamptz not null default now();
