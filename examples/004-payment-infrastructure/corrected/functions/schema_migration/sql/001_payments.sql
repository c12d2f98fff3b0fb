create table payments (
    id uuid primary key,
    amount numeric(12, 2) not null check (amount > 0),
    currency char(3) not null,
    booked_at timestamptz not null default now()
);
create index payments_booked_at on payments (booked_at);
