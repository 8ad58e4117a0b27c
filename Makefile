# `make help` lists what there is to do. JDK and Maven are found by tools/with-jdk and tools/mvn.

JAR  := target/quarkus-app/quarkus-run.jar
MVN  := tools/mvn

SECONDS ?= 120
SEEDS ?= 100000

.PHONY: help run test simulate soak screenshots package postgres format bench clean
.DELETE_ON_ERROR:

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(JAR) ## start the gateway against its built-in sandbox: callers on :8080, management on :9000
	@QUARKUS_PROFILE=demo exec tools/podgate

test: ## run every check and every test
	$(MVN) verify

simulate: ## let everything go wrong in every order: SEEDS=100000, or SEED to tell the story of one
	$(MVN) test -Dtest=SimulationTest $(if $(SEED),-Dsimulation.seed=$(SEED),-Dsimulation.seeds=$(SEEDS))

soak: ## race three replicas that are killed at random: SECONDS=120, SEED to replay a plan
	$(MVN) verify -DskipUnitTests -Dit.test=RaceIT -Drace.seconds=$(SECONDS) $(if $(SEED),-Drace.seed=$(SEED))

screenshots: ## take the pictures of the console that the README shows, in a browser
	$(MVN) verify -DskipUnitTests -Dit.test='ConsoleIT#pictures' -Dconsole.screenshots=docs/images

package: $(JAR) ## build target/quarkus-app/quarkus-run.jar, without tests

postgres: ## start a throw-away PostgreSQL and print the settings that point the gateway at it
	@exec tools/postgres

format: ## bring the Java code into its one format
	$(MVN) spotless:apply

bench: target/aot/podgate.aot ## measure the packaged gateway beside its peers
	tools/with-jdk bench/run.sh

clean: ## remove what was built
	rm -rf target

# Directories count as well: a deleted file changes nothing else.
$(JAR): pom.xml $(shell find src/main)
	$(MVN) package -Dmaven.test.skip
	@touch $@

# What the image starts from, made as Dockerfile.jvm makes it.
target/aot/podgate.aot: pom.xml $(shell find src/main)
	rm -rf $(@D)
	$(MVN) package -Dmaven.test.skip -Dquarkus.package.jar.type=aot-jar -Dquarkus.package.output-directory=aot
	cd $(@D) && QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=18731 \
	  QUARKUS_MANAGEMENT_HOST=127.0.0.1 QUARKUS_MANAGEMENT_PORT=18732 \
	  ../../tools/with-jdk ../../src/main/docker/train podgate.aot ../../src/main/resources/demo/policy.yaml \
	  @../../src/main/docker/jvm.options -Dquarkus.profile=demo -Dpodgate.demo.sandbox-port=18733 -Dpodgate.data.dir=training -jar quarkus-run.jar \
	  >training.log 2>&1 || { cat training.log; exit 1; }
