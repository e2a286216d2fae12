# One of the two services or the lab, by its module's name: docker build --build-arg SERVICE=producer-service --target app .
# Docker alone is needed: Maven and a JDK are in the first stage, and none of it in the last.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
# The poms first: as long as they stay the same, what they fetch is not fetched again.
COPY .mvn .mvn
COPY pom.xml LICENSE ./
COPY kafka-nodes/pom.xml kafka-nodes/
COPY kafka-cluster/pom.xml kafka-cluster/
COPY kafka-actuator/pom.xml kafka-actuator/
COPY kafka-witness/pom.xml kafka-witness/
COPY producer-service/pom.xml producer-service/
COPY consumer-service/pom.xml consumer-service/
COPY failover-verdict/pom.xml failover-verdict/
COPY failover-run/pom.xml failover-run/
COPY failover-lab/pom.xml failover-lab/
# Not built here, but named in the first of the poms.
COPY failover-junit/pom.xml failover-junit/
COPY samples/orders/pom.xml samples/orders/
COPY samples/recipes/pom.xml samples/recipes/
COPY bom/pom.xml bom/
COPY published/pom.xml published/
# There is nothing to compile or to repackage yet: this fetches. What Error Prone finds, `mvn verify` reports.
RUN mvn -B -ntp -q -pl failover-lab -am -P '!error-prone' -Dmaven.test.skip=true -Dspring-boot.repackage.skip=true -Dexec.skip=true package
# No node runs here: none of its classes need be archived (exec.skip).
COPY kafka-config kafka-config
COPY scenarios scenarios
COPY kafka-nodes/src/main kafka-nodes/src/main
COPY kafka-cluster/src/main kafka-cluster/src/main
COPY kafka-actuator/src/main kafka-actuator/src/main
COPY kafka-witness/src/main kafka-witness/src/main
COPY producer-service/src/main producer-service/src/main
COPY consumer-service/src/main consumer-service/src/main
COPY failover-verdict/src/main failover-verdict/src/main
COPY failover-run/src/main failover-run/src/main
COPY failover-lab/src/main failover-lab/src/main
RUN mvn -B -ntp -q -pl failover-lab -am -P '!error-prone' -Dmaven.test.skip=true -Dexec.skip=true package
RUN for service in producer-service consumer-service; do \
      java -Djarmode=tools -jar "$service"/target/"$service"-*.jar extract --layers --application-filename app.jar --destination "/layers/$service" \
      || exit 1; \
    done && mkdir /data && chown 10001:10001 /data
# The lab is no executable jar: its libraries are beside it.
RUN cd /layers && for layer in dependencies spring-boot-loader snapshot-dependencies application; do mkdir -p "failover-lab/$layer/lib" || exit 1; done \
    && mv /src/failover-lab/target/lib/*-SNAPSHOT.jar failover-lab/snapshot-dependencies/lib && mv /src/failover-lab/target/lib/*.jar failover-lab/dependencies/lib \
    && mv /src/failover-lab/target/failover-lab-*-SNAPSHOT.jar failover-lab/application/app.jar

FROM eclipse-temurin:25-jre AS app
ARG SERVICE
WORKDIR /app
# What changes least comes first, and all share it where it is the same.
COPY --from=build /layers/${SERVICE}/dependencies/ ./
COPY --from=build /layers/${SERVICE}/spring-boot-loader/ ./
COPY --from=build /layers/${SERVICE}/snapshot-dependencies/ ./
COPY --from=build /layers/${SERVICE}/application/ ./
# A volume mounted here is the program's to write to.
COPY --from=build --chown=10001:10001 /data ./data
# An ordinary user, by number: no image needs to know it by name.
USER 10001:10001
# A container has a separate network: Docker decides what is published, and where.
ENV SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080
EXPOSE 8080
# Ready: it takes requests, and a service's topic can be written to. bash asks, since an image of Java alone need not have curl.
HEALTHCHECK --interval=3s --timeout=5s --start-period=60s --retries=4 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && echo $status && [ $status = 200 ]"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]

# The docker command alone, out of the distribution's package: its engine would be of no use here.
FROM eclipse-temurin:25-jre AS docker-command
WORKDIR /package
RUN apt-get update && { apt-get download docker-cli || apt-get download docker.io; } && dpkg-deb -x docker*.deb . && rm -rf /var/lib/apt/lists/*

# For docker-compose.faults.yml.
FROM app AS app-with-docker
COPY --from=docker-command /package/usr/bin/docker /usr/local/bin/
