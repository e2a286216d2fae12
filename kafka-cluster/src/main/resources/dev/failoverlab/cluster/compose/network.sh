# Sets the cut and the slowness of a container's network, from inside it: network none|nodes|clients|all LATENCY_MS LOSS_PERCENT KBIT [NODE...]
# Earlier settings are replaced. NODE... are the addresses of the other nodes; 0 is no latency, no loss, no limit.
set -eu
cut=$1 latency=$2 loss=$3 kbit=$4
shift 4

rules() {
	# The first step for each packet. Incoming packets are delayed, not outgoing ones: the kernel allows a connection only one or two
	# packets in its own output queue, so it would send very slowly. Either way an answer is delayed by the latency.
	echo '*mangle'
	if [ "$latency" -gt 0 ]; then
		# Without a program that reads the queue, packets pass.
		echo '-A PREROUTING ! -i lo -j NFQUEUE --queue-num 0 --queue-bypass'
	fi
	echo COMMIT
	echo '*filter'
	# Connections within the container, including those to Docker's name server, are not affected.
	echo '-A INPUT -i lo -j ACCEPT'
	echo '-A OUTPUT -o lo -j ACCEPT'
	if [ "$loss" -gt 0 ]; then
		echo "-A OUTPUT -m statistic --mode random --probability $((loss / 100)).$(printf %02d $((loss % 100))) -j DROP"
	fi
	case $cut in
		nodes) for node in "$@"; do both "$node" DROP; done ;;
		clients) for node in "$@"; do both "$node" ACCEPT; done ;;
	esac
	case $cut in
		clients | all)
			echo '-A INPUT -j DROP'
			echo '-A OUTPUT -j DROP'
			;;
	esac
	echo COMMIT
}

both() {
	echo "-A INPUT -s $1 -j $2"
	echo "-A OUTPUT -d $1 -j $2"
}

slow() {
	tc qdisc del dev eth0 root 2>/dev/null || true
	if [ "$kbit" -gt 0 ]; then
		tc qdisc add dev eth0 root tbf rate "${kbit}kbit" burst 16kb latency 400ms
	fi
}

# Whether latency.py, which runs in a separate container, has opened the queue.
held() { grep -q '^ *0 ' /proc/net/netfilter/nfnetlink_queue; }

await_held() {
	tries=0
	until held; do
		tries=$((tries + 1))
		if [ "$tries" -gt 200 ]; then
			echo 'no program delays packets in this network' >&2
			exit 1
		fi
		sleep 0.1
	done
}

slow
if [ "$latency" -gt 0 ]; then await_held; fi
# All rules take effect at the same moment.
rules "$@" | iptables-restore
