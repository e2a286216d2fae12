# Breaks a log directory of a running broker, or repairs it: disk full|gone|whole DIRECTORY. Can be repeated.
# Works for root too, which permissions would not stop, and needs no mount.
set -eu
what=$1 disk=$2

# The files that Kafka rewrites every few seconds: it writes NAME.tmp and renames it to NAME.
checkpoints="replication-offset-checkpoint recovery-point-offset-checkpoint log-start-offset-checkpoint"

case $what in
	# No space: every write to /dev/full fails with ENOSPC.
	full)
		for name in $checkpoints; do
			[ -L "$disk/$name.tmp" ] || ln -sf /dev/full "$disk/$name.tmp"
		done
		;;
	# A file in place of the directory: nothing can be created in it.
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
			# Also NAME itself: Kafka may have renamed a link that was created just before.
			for file in "$disk/$name" "$disk/$name.tmp"; do
				if [ -L "$file" ]; then rm -f "$file"; fi
			done
		done
		;;
esac
