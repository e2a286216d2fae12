# Runs a command once the JVM that started this has ended, unless it has withdrawn it: sh -c "$(cat last-will.sh)" last-will COMMAND [ARGUMENT...]
#
# Standard input is a pipe whose other end only that JVM holds. A line is the withdrawal; an end without one is the JVM's, however it came.
# Like the JVM's other children this hears of no Ctrl-C and of no closing terminal.
trap '' INT TERM HUP
if read -r _; then exit 0; fi
exec "$@" </dev/null
