# Tools that change a node's network from inside: Kafka's own image has neither tc, nor iptables, nor Python for latency.py.
FROM debian:bookworm-slim
RUN command -v tc && command -v iptables-restore && command -v python3 || { \
      apt-get update && apt-get install -y --no-install-recommends iproute2 iptables python3-minimal && rm -rf /var/lib/apt/lists/*; }
