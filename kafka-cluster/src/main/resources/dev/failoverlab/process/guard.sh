# Runs a command that cannot outlive the JVM that started it: sh -c "$(cat guard.sh)" guard COMMAND [ARGUMENT...]
#
# Standard input is a pipe whose other end only that JVM holds and never writes to. A JVM that ends, however it ends, closes it, and the
# watcher, a child of the command, sees its end and kills the command. SIGKILL alone also ends a command that is frozen by SIGSTOP.
# The command itself reads nothing, and a Ctrl-C or a closing terminal, which the kernel tells to the whole foreground group, reaches
# the JVM alone: it ends its children in an order of its own.

read_parent() { # of the shell that runs this, which in a subshell $PPID does not tell
	if [ -r /proc/self/stat ]; then
		read -r _ _ _ parent _ </proc/self/stat
	else
		parent=$(($(exec sh -c 'ps -o ppid= -p "$PPID"')))
	fi
}

exec 3<&0 </dev/null
(
	trap '' INT TERM HUP
	exec >/dev/null 2>&1
	while read -r _; do :; done <&3
	# The pipe is closed as well when the command has ended by itself; its process id may be another's by then.
	read_parent
	if [ "$parent" = "$$" ]; then kill -9 "$$"; fi
) &
trap '' INT HUP
exec 3<&- "$@"
