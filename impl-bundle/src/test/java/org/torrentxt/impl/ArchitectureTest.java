package org.torrentxt.impl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The package dependencies described in docs/architecture.md: any other dependency fails the build. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.torrentxt");

    @Test
    void onlyTheEnginePackageKnowsTheBinding() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.torrentxt.impl.engine")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.libtorrent4j..")
                .check(OURS);
    }

    @Test
    void theApiKnowsNothingButTheJdkAndOsgiAnnotations() {
        classes()
                .that()
                .resideInAPackage("org.torrentxt.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.torrentxt.api..",
                        "org.torrentxt.value",
                        "java..",
                        "org.osgi.annotation..",
                        "org.osgi.service.component.annotations") // in class files only
                .check(OURS);
    }

    @Test
    void theEngineKnowsNoOtherRoom() {
        noClasses()
                .that()
                .resideInAPackage("org.torrentxt.impl.engine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.torrentxt.impl.session", "org.torrentxt.impl.event", "org.osgi.framework..")
                .check(OURS);
    }

    @Test
    void theGatewayKnowsNeitherEngineNorSessions() {
        noClasses()
                .that()
                .resideInAPackage("org.torrentxt.impl.gateway")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.torrentxt.impl.session",
                        "org.torrentxt.impl.engine",
                        "org.torrentxt.impl.event",
                        "org.osgi.framework..")
                .check(OURS);
    }

    @Test
    void proxiesKnowNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("org.torrentxt.impl.proxy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.torrentxt.api..",
                        "org.torrentxt.impl.session",
                        "org.torrentxt.impl.engine",
                        "org.torrentxt.impl.event",
                        "org.torrentxt.impl.gateway",
                        "org.osgi.framework..")
                .check(OURS);
    }

    @Test
    void readingFilesKnowsTheApiAlone() {
        classes()
                .that()
                .resideInAPackage("org.torrentxt.impl.stream")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.torrentxt.impl.stream", "org.torrentxt.api..", "java..")
                .check(OURS);
    }

    @Test
    void requestsKnowTheApiAlone() {
        classes()
                .that()
                .resideInAPackage("org.torrentxt.impl.request")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.torrentxt.impl.request", "org.torrentxt.api..", "java..")
                .check(OURS);
    }

    @Test
    void eventsKnowAlertsButNotSessions() {
        noClasses()
                .that()
                .resideInAPackage("org.torrentxt.impl.event")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.torrentxt.impl.session", "org.torrentxt.impl.engine")
                .check(OURS);
    }

    @Test
    void creationKnowsNeitherEngineNorSessions() {
        noClasses()
                .that()
                .resideInAnyPackage("org.torrentxt.impl.create", "org.torrentxt.bencode")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.torrentxt.impl.session", "org.torrentxt.impl.engine", "org.torrentxt.impl.event")
                .check(OURS);
    }
}
