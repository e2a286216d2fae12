# Sets what befalls the network of a container, from inside of it: network none|nodes|clients|all LATENCY_MS LOSS_PERCENT KBIT [NODE...]
# Whatever was set before is gone. NODE... are the addresses of the other nodes; 0 is no latency, no loss, no limit.
set -eu
cut=$1 latency=$2 loss=$3 kbit=$4
shift 4

rules() {
	# Before everything else that is done to a packet. What comes in is held, not what goes out: the kernel lets a connection have a packet or two
	# on the way through its own machine and no more, and would make a trickle of it. Either way an answer is that much later.
	echo '*mangle'
	if [ "$latency" -gt 0 ]; then
		# Without anybody who takes them, packets pass.
		echo '-A PREROUTING ! -i lo -j NFQUEUE --queue-num 0 --queue-bypass'
	fi
	echo COMMIT
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
	if [ "$kbit" -gt 0 ]; then
		tc qdisc add dev eth0 root tbf rate "${kbit}kbit" burst 16kb latency 400ms
	fi
}

# Whether latency.py, which runs in a container of its own, has taken charge of the queue.
held() { grep -q '^ *0 ' /proc/net/netfilter/nfnetlink_queue; }

await_held() {
	tries=0
	until held; do
		tries=$((tries + 1))
		if [ "$tries" -gt 200 ]; then
			echo 'nobody holds packets back in this network' >&2
			exit 1
		fi
		sleep 0.1
	done
}

slow
if [ "$latency" -gt 0 ]; then await_held; fi
# All at once: there is no moment with half of the rules.
rules "$@" | iptables-restore
