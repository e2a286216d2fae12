# Runs a command after the JVM that started this has ended, unless the JVM has cancelled it: sh -c "$(cat last-will.sh)" last-will COMMAND [ARGUMENT...]
# Standard input is a pipe. Only that JVM holds the other end. A line cancels the command; when the pipe closes without a line, the JVM has ended.
# Like the JVM's other children this ignores Ctrl-C and a closing terminal.
trap '' INT TERM HUP
if read -r _; then exit 0; fi
exec "$@" </dev/null
