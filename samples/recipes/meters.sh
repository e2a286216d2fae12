#!/bin/sh
# Sends a thousand readings with kcat, and writes what became of them to sends.ndjson; then all that the topic holds to scan.ndjson.
# meters.sh BOOTSTRAP-SERVERS TOPIC
set -eu
for n in $(seq 1000); do
  echo "reading-$n:21.5"
  sleep 0.005
done | kcat -P -b "$1" -t "$2" -p 0 -K : -X enable.idempotence=true -vv 2> reports.txt
awk -F '[ ()]+' '
  /Message delivered/ { printf "{\"id\":\"reading-%d\",\"partition\":%d,\"offset\":%d,\"outcome\":\"ok\"}\n", ++n, $6, $8 }
  /Delivery failed/   { printf "{\"id\":\"reading-%d\",\"partition\":0,\"outcome\":\"info\"}\n", ++n }
' reports.txt > sends.ndjson
kcat -C -e -q -b "$1" -t "$2" -f '{"id":"%k","partition":%p,"offset":%o}\n' > scan.ndjson
