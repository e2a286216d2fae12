create table if not exists orders (id text primary key, customer text not null, article text not null, quantity int not null check (quantity > 0));
create table if not exists rejected_orders (id text primary key, reason text not null);
