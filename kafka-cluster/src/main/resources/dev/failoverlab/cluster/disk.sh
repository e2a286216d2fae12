# Breaks a log directory of a running broker, or repairs it: disk full|gone|whole DIRECTORY. Can be repeated.
# Works for root too, whom permissions would not stop, and needs no mount.
set -eu
what=$1 disk=$2

# What Kafka writes anew every few seconds: to NAME.tmp first, which then takes NAME's place.
checkpoints="replication-offset-checkpoint recovery-point-offset-checkpoint log-start-offset-checkpoint"

case $what in
	# No room: whatever is written to /dev/full fails with ENOSPC.
	full)
		for name in $checkpoints; do
			[ -L "$disk/$name.tmp" ] || ln -sf /dev/full "$disk/$name.tmp"
		done
		;;
	# A file where the directory was: nothing can be made in it.
	gone)
		if [ -d "$disk" ]; then
			mv "$disk" "$disk.gone"
			: >"$disk"
		fi
		;;
	whole)
		if [ -d "$disk.gone" ]; then
			rm -f "$disk"
			mv "$disk.gone" "$disk"
		fi
		for name in $checkpoints; do
			# Of the checkpoint too: a link that came just before Kafka moved the file that it had written.
			for file in "$disk/$name" "$disk/$name.tmp"; do
				if [ -L "$file" ]; then rm -f "$file"; fi
			done
		done
		;;
esac
