# Removes everything that belongs to a Compose project, whatever state it is in: sh -c "$(cat remove-project.sh)" remove-project PROJECT TIMES
# It is done when nothing was left TIMES times in a row, a second apart: when the lab dies while the project starts, a container
# may still be created. If the engine does not answer, the script retries for two minutes.

# A Compose process that is still starting the project outlives the docker command that started it.
ups() { ps -A -o pid= -o args= 2>/dev/null | sed -n "s/^ *\([0-9]*\) .*--project-name $1 .*/\1/p"; }

project=label=com.docker.compose.project=$1
clean=0
tries=0
while [ "$clean" -lt "$2" ]; do
	tries=$((tries + 1))
	[ "$tries" -le 120 ] || exit 1
	[ "$tries" -eq 1 ] || sleep 1
	for pid in $(ups "$1"); do kill "$pid" 2>/dev/null; done
	containers=$(docker ps -aq --filter "$project") && volumes=$(docker volume ls -q --filter "$project") &&
		networks=$(docker network ls -q --filter "$project") || continue
	if [ -z "$containers$volumes$networks" ]; then
		clean=$((clean + 1))
		continue
	fi
	clean=0
	# Unquoted: ids and names without spaces, one on each line.
	[ -z "$containers" ] || docker rm --force --volumes $containers
	[ -z "$volumes" ] || docker volume rm $volumes
	[ -z "$networks" ] || docker network rm $networks
done
