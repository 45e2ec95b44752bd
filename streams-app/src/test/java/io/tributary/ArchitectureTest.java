package io.tributary;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The arrows between the rooms of the house point one way: {@code cli -> app -> topology -> {engine, store, domain}}. A room that is
 * not named here is refused, so that a new one gets its place on purpose.
 */
class ArchitectureTest {
    private static final String ROOT = "io.tributary.";

    /** The contract and the records made from its schemas and from those of the state; who may know these is said below. */
    private static final String[] CONTRACT = {ROOT + "schemas..", ROOT + "*.v1.."};

    /** A room, and which others of the service it may know: only such as stand before it, so that there is no circle. */
    private record Room(String name, List<String> knows) {
        static Room of(String name, String... knows) {
            return new Room(name, List.of(knows));
        }
    }

    private static final List<Room> ROOMS = List.of(
            Room.of("text"),
            Room.of("domain", "text"),
            Room.of("engine", "domain"),
            Room.of("store", "text"),
            Room.of("inputs", "domain", "text"),
            Room.of("topology", "engine", "store", "domain", "inputs", "text"),
            Room.of("explain", "topology", "domain", "text"),
            Room.of("replay", "topology", "engine", "domain", "text"),
            Room.of("app.config", "text"),
            Room.of("app.access"),
            Room.of("http", "app.config", "text"),
            Room.of("app.run", "app.access", "app.config", "http", "inputs", "topology", "store", "domain", "text"),
            Room.of(
                    "cli",
                    "app.access",
                    "app.config",
                    "app.run",
                    "http",
                    "inputs",
                    "topology",
                    "replay",
                    "explain",
                    "domain",
                    "text"));

    private static JavaClasses service;

    @BeforeAll
    static void read() {
        service = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/schemas/"))
                .importPackages("io.tributary");
    }

    @TestFactory
    Stream<DynamicTest> shouldPointOneWay() {
        return ROOMS.stream()
                .map(room -> DynamicTest.dynamicTest(
                        room.name(), () -> arrowsOf(room).check(service)));
    }

    private static ArchRule arrowsOf(Room room) {
        String[] known = Stream.concat(Stream.of(room.name()), room.knows().stream())
                .map(ArchitectureTest::packages)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(packages(room.name()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.tributary..")
                        .and(resideOutsideOfPackages(CONTRACT))
                        .and(resideOutsideOfPackages(known)))
                .allowEmptyShould(true)
                .because("arrows between rooms point one way");
    }

    @Test
    void shouldKnowOnlyRoomsThatStandBefore() {
        for (int i = 0; i < ROOMS.size(); i++) {
            assertThat(ROOMS.subList(0, i).stream().map(Room::name))
                    .containsAll(ROOMS.get(i).knows());
        }
    }

    @Test
    void shouldKnowEveryRoom() {
        String[] known = Stream.concat(
                        ROOMS.stream().map(Room::name).map(ArchitectureTest::packages), Stream.of(CONTRACT))
                .toArray(String[]::new);
        classes()
                .should()
                .resideInAnyPackage(known)
                .because("each room has its place in the list of rooms")
                .check(service);
    }

    @Test
    void shouldKeepTheDomainPlain() {
        noClasses()
                .that()
                .resideInAPackage(packages("domain"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.apache.avro..",
                        "dev.cel..",
                        "io.micrometer..",
                        "org.slf4j..",
                        ROOT + "schemas..",
                        ROOT + "*.v1..",
                        "java.net..",
                        "java.nio.file..")
                .because("the domain is plain Java: no Kafka, no Avro, no CEL, no input and output")
                .check(service);
    }

    @Test
    void shouldGiveTheDomainItsTimeAndItsChance() {
        noClasses()
                .that()
                .resideInAPackage(packages("domain"))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .because("the same input gives the same decisions: time and randomness are arguments")
                .check(service);
    }

    @Test
    void shouldHaveNoCirclesOfRooms() {
        slices().matching(ROOT + "domain.(*)..").should().beFreeOfCycles().check(service);
        slices().matching(ROOT + "topology.(*)..").should().beFreeOfCycles().check(service);
    }

    private static String packages(String room) {
        return ROOT + room + "..";
    }
}
