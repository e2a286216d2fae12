# What takes hold of a node's network from inside, since Kafka's own image has neither tc nor iptables.
FROM debian:bookworm-slim
RUN command -v tc && command -v iptables-restore || { \
      apt-get update && apt-get install -y --no-install-recommends iproute2 iptables && rm -rf /var/lib/apt/lists/*; }
