#!/bin/bash
# Whether this container's node is ready: its broker calls itself unfenced, and the controller quorum counts it as a voter.
# A JVM of Kafka's own tools would cost seconds of a core each time, so two requests are sent by hand; bash, for /dev/tcp, is in every
# apache/kafka image, since Kafka's scripts need it. A node that is cut off from the quorum cannot answer the second, and is not ready.
# Exit status 0 when ready; else 1 and a line that says why, or that of timeout(1).
set -euo pipefail

# Both requests in their version 0: api_key version correlation_id client_id(null) no_tags, then the body.
describe_cluster='\x00\x3c \x00\x00 \x00\x00\x00\x01 \xff\xff \x00 \x00 \x00'
describe_quorum='\x00\x37 \x00\x00 \x00\x00\x00\x01 \xff\xff \x00 \x02 \x13__cluster_metadata \x02 \x00\x00\x00\x00 \x00 \x00 \x00'

not_ready() {
	echo "node $NODE_ID is not ready: $*"
	exit 1
}

# bytes COUNT: that many bytes of the connection, in hexadecimal. By one: more must not be read than was asked for.
bytes() { dd bs=1 count="$1" <&3 2>/dev/null | od -An -v -tx1 | tr -d ' \n'; }

# ask LENGTH REQUEST: leaves the answer in $answer, from behind its header (correlation_id, tags) on.
ask() {
	printf "\\x00\\x00\\x00\\x$1${2// /}" >&3
	size=$(bytes 4)
	[ -n "$size" ] || not_ready "it closed the connection"
	answer=$(bytes $((16#$size)))
	answer=${answer:10}
}

# take BYTES: moves the answer's next bytes to $field.
take() {
	field=${answer:0:$(($1 * 2))}
	answer=${answer:$(($1 * 2))}
}

# count: moves the length of an array or a text, which is one byte here and one higher than the length, to $length; null is 0.
count() {
	take 1
	length=$((16#$field > 0 ? 16#$field - 1 : 0))
}

text() {
	count
	take "$length"
}

# The brokers that are unfenced, as this one sees it; it lists no other.
brokers() {
	ask 0d "$describe_cluster"
	take 6 # throttle_time_ms, error_code
	text   # error_message
	text   # cluster_id
	take 4 # controller_id
	count
	for ((left = length; left > 0; left--)); do
		take 4
		echo $((16#$field))
		text   # host
		take 4 # port
		text   # rack
		take 1 # tags
	done
}

# The voters, as the active controller says.
voters() {
	ask 27 "$describe_quorum"
	take 2 # error_code
	[ "$field" = 0000 ] || not_ready "asked for the quorum, it said error $((16#$field))"
	count
	text   # topic_name
	count
	take 4 # partition_index
	take 2 # error_code
	[ "$field" = 0000 ] || not_ready "the quorum answered with error $((16#$field))"
	take 16 # leader_id, leader_epoch, high_watermark
	count
	for ((left = length; left > 0; left--)); do
		take 4
		echo $((16#$field))
		take 9 # log_end_offset, tags
	done
}

exec 3<>/dev/tcp/127.0.0.1/9092 || exit 1
unfenced=$(brokers) || not_ready "$unfenced"
grep -qx "$NODE_ID" <<<"$unfenced" || not_ready "it does not call itself unfenced (but ${unfenced//$'\n'/, })"
voting=$(voters) || not_ready "$voting"
grep -qx "$NODE_ID" <<<"$voting" || not_ready "it is no voter (${voting//$'\n'/, } are)"
