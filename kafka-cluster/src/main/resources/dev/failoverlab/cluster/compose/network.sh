# Sets what befalls the network of a container, from inside of it: network none|nodes|clients|all LATENCY_MS LOSS_PERCENT KBIT [NODE...]
# Whatever was set before is gone. NODE... are the addresses of the other nodes; 0 is no latency, no loss, no limit.
set -eu
cut=$1 latency=$2 loss=$3 kbit=$4
shift 4

rules() {
	echo '*filter'
	# The container's own connections, those to Docker's name server among them, go on.
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
	if [ "$latency" -gt 0 ]; then
		if [ "$kbit" -gt 0 ]; then rate="rate ${kbit}kbit"; else rate=; fi
		# The limit is in packets; the default would lose some of a busy node's.
		tc qdisc add dev eth0 root netem limit 100000 delay "${latency}ms" $rate
	elif [ "$kbit" -gt 0 ]; then
		tc qdisc add dev eth0 root tbf rate "${kbit}kbit" burst 16kb latency 400ms
	fi
}

slow
# All at once: there is no moment with half of the rules.
rules "$@" | iptables-restore
