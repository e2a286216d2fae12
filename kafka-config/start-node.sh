#!/bin/sh
# Starts one node in a container of apache/kafka: node-N.properties with the container's addresses, storage formatted once, then Kafka.
# Plain POSIX sh, and nothing but what every apache/kafka image has: /opt/kafka/bin and /var/lib/kafka/data.
#
#   NODE_ID          which node: 1, 2 or 3
#   CLUSTER_ID       the same for all of them
#   HOST_PORT        the port of this machine's 127.0.0.1 under which clients outside of the network reach the node
#   KAFKA_OVERRIDES  Kafka settings over those of node-N.properties, name=value, one a line, {node} for NODE_ID; may be empty
#   KAFKA_DISKS      how many log directories the node has, disk-1, disk-2, ... beside one for the metadata log; 1 (one for all) unless given
set -eu

config=$(cd "$(dirname "$0")" && pwd)
data=/var/lib/kafka/data
settings=/tmp/server.properties
disks=${KAFKA_DISKS:-1}

# Only the differences from a process on the host. Each container has its own address, so the ports can be the same in each.
# The host cannot use the names of the network, so a separate listener advertises another address for it.
where_it_is() {
	cat <<-SETTINGS
		listeners=PLAINTEXT://:9092,CONTROLLER://:9093,HOST://:9094
		advertised.listeners=PLAINTEXT://kafka-$NODE_ID:9092,CONTROLLER://kafka-$NODE_ID:9093,HOST://127.0.0.1:$HOST_PORT
		listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,HOST:PLAINTEXT
		controller.quorum.bootstrap.servers=kafka-1:9093,kafka-2:9093,kafka-3:9093
	SETTINGS
	if [ "$disks" -eq 1 ]; then
		echo "log.dirs=$data"
	else
		echo "log.dirs=$(seq "$disks" | sed "s|^|$data/disk-|" | paste -sd , -)"
		echo "metadata.log.dir=$data/metadata" # A node that loses the metadata log halts; one that loses a disk goes on.
	fi
}

# 16 random bytes as Kafka writes them, but for - and _, with which an id need not begin.
random_id() { head -c 16 /dev/urandom | base64 | tr '+/' 'xy' | tr -d '='; }

# Node 1 begins as the only voter; the others join by themselves (controller.quorum.auto.join.enable), and so does node 1 when its data was
# deleted: who deletes it leaves a file `joins` there, or there would be two clusters.
format() {
	if [ "$NODE_ID" = 1 ] && [ ! -e "$data/joins" ]; then
		set -- --initial-controllers "1@kafka-1:9093:$(random_id)"
	else
		set -- --no-initial-controllers
	fi
	/opt/kafka/bin/kafka-storage.sh format --config "$settings" --cluster-id "$CLUSTER_ID" "$@"
}

{
	cat "$config/node-$NODE_ID.properties"
	echo
	where_it_is
	printf '%s\n' "${KAFKA_OVERRIDES:-}" | sed "s/{node}/$NODE_ID/g"
} >"$settings"

[ -f "$data/meta.properties" ] || [ -f "$data/metadata/meta.properties" ] || format

# As the lab starts its processes: a quick start of three at once on two cores, and as little memory as a small cluster needs.
export KAFKA_HEAP_OPTS="-Xmx512m"
export KAFKA_JVM_PERFORMANCE_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true"
export KAFKA_LOG4J_OPTS="-Dlog4j2.configurationFile=$config/log4j2.properties"
# exec, so that Kafka is the container's first process: SIGTERM and SIGKILL reach it, not a shell.
exec /opt/kafka/bin/kafka-server-start.sh "$settings"
