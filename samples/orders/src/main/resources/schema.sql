create table if not exists orders (id text primary key, customer text not null, article text not null, quantity int not null);
