# Runs a command that cannot outlive the JVM that started it: sh -c "$(cat guard.sh)" guard COMMAND [ARGUMENT...]
# Standard input is a pipe. Only that JVM holds the other end, and it never writes to it. When the JVM ends, for whatever reason, the pipe
# closes; the watcher, a child of the command, sees that and kills the command. It uses SIGKILL, which also ends a frozen process.
# The command has empty standard input and ignores Ctrl-C and a closing terminal, which the kernel signals to the whole foreground
# group: the JVM itself ends its children in the right order.

read_parent() { # of the shell that runs this; in a subshell $PPID is not that
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
	# The pipe also closes when the command has ended by itself; by then another process may have its id.
	read_parent
	if [ "$parent" = "$$" ]; then kill -9 "$$"; fi
) &
trap '' INT HUP
exec 3<&- "$@"
