package io.podgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The rooms of the house, and which of them may know which. */
@AnalyzeClasses(packages = "io.podgate", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String ROOT = "io.podgate.";

    /** Each room, and the rooms that it may use. Everything not said here is forbidden. */
    static final Map<String, String[]> ROOMS = rooms();

    private static Map<String, String[]> rooms() {
        Map<String, String[]> rooms = new LinkedHashMap<>();
        rooms.put("endpoint", uses());
        rooms.put("json", uses());
        rooms.put("dialect", uses("endpoint", "json"));
        rooms.put("budget", uses("endpoint"));
        rooms.put("rules", uses("endpoint"));
        rooms.put("policy", uses("budget", "endpoint", "rules"));
        rooms.put("rehearsal", uses("budget", "dialect", "endpoint", "json", "policy"));
        rooms.put("admission", uses("budget", "endpoint", "policy"));
        rooms.put("runpod", uses("admission", "budget", "dialect", "endpoint", "json", "policy"));
        rooms.put("trail", uses("admission", "budget", "endpoint", "json", "policy"));
        rooms.put("memory", uses("admission", "budget", "endpoint", "json", "policy", "trail"));
        rooms.put("postgres", uses("admission", "budget", "endpoint", "json", "policy", "trail"));
        rooms.put("identity", uses("admission", "policy"));
        rooms.put(
                "http", uses("admission", "budget", "dialect", "endpoint", "identity", "json", "policy", "rehearsal"));
        rooms.put(
                "console",
                uses("admission", "budget", "dialect", "endpoint", "http", "identity", "json", "policy", "rehearsal"));
        rooms.put("telemetry", uses("admission", "budget", "endpoint", "policy"));
        rooms.put("sandbox", uses("dialect", "endpoint", "json"));
        rooms.put("cli", uses("dialect", "endpoint", "json", "policy", "rehearsal", "runpod", "sandbox", "trail"));
        rooms.put("app", rooms.keySet().toArray(String[]::new));
        return rooms;
    }

    private static String[] uses(String... others) {
        return others;
    }

    private static final String[] CORE = Stream.of("endpoint", "json", "dialect", "budget", "policy", "rules")
            .map(room -> ROOT + room)
            .toArray(String[]::new);

    @ArchTest
    static final ArchRule every_arrow_is_one_that_the_house_has = arrows();

    private static LayeredArchitecture arrows() {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : ROOMS.keySet()) {
            house = house.layer(room).definedBy(ROOT + room);
        }
        for (Map.Entry<String, String[]> room : ROOMS.entrySet()) {
            house = room.getValue().length == 0
                    ? house.whereLayer(room.getKey()).mayNotAccessAnyLayer()
                    : house.whereLayer(room.getKey()).mayOnlyAccessLayers(room.getValue());
        }
        return house;
    }

    @ArchTest
    static final ArchRule every_class_lives_in_a_room = classes()
            .should()
            .resideInAnyPackage(ROOMS.keySet().stream().map(room -> ROOT + room).toArray(String[]::new));

    @ArchTest
    static final ArchRule there_are_no_circles =
            slices().matching("io.podgate.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_core_knows_no_framework = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "org.jboss..", "io.micrometer.."));

    @ArchTest
    static final ArchRule the_core_has_no_clock_no_thread_and_no_chance = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule the_pipeline_knows_mutiny_and_nothing_else_of_quarkus = noClasses()
            .that()
            .resideInAPackage(ROOT + "admission")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.quarkus..", "io.vertx..", "jakarta..", "org.jboss..", "io.micrometer..", "com.fasterxml.."));

    @ArchTest
    static final ArchRule one_room_opens_connections_and_one_class_to_issuers = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "runpod")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "identity.IssuerDoor")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.vertx\\.core\\.http\\.HttpClient.*|java\\.net\\.http\\..*");

    @ArchTest
    static final ArchRule one_room_knows_signatures = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "identity")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jose4j..");

    @ArchTest
    static final ArchRule one_room_speaks_sql = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "postgres")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule one_room_speaks_cel = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "rules")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.cel..", "com.google.protobuf..", "com.google.re2j..", "com.google.common.."));

    @ArchTest
    static final ArchRule one_class_sees_the_key = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.podgate.runpod.RunpodKey")
            .should()
            .callMethod("io.podgate.runpod.RunpodConfig", "apiKey");
}
