package io.entrepot.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The borders that are costly to mend once crossed. */
@AnalyzeClasses(packages = "io.entrepot", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theModelIsPlainJava = classes()
            .that()
            .resideInAPackage("io.entrepot.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.entrepot.model..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theKitKnowsNoService = noClasses()
            .that()
            .resideInAPackage("io.entrepot.kit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.entrepot.gateway..",
                    "io.entrepot.blob..",
                    "io.entrepot.manifest..",
                    "io.entrepot.auth..",
                    "io.entrepot.standalone..");

    @ArchTest
    static final ArchRule theGatewayKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage("io.entrepot.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.entrepot.blob..", "io.entrepot.manifest..", "io.entrepot.auth..", "io.entrepot.standalone..");

    @ArchTest
    static final ArchRule blobsKnowNoOtherService = noClasses()
            .that()
            .resideInAPackage("io.entrepot.blob..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.entrepot.gateway..",
                    "io.entrepot.manifest..",
                    "io.entrepot.auth..",
                    "io.entrepot.standalone..");

    @ArchTest
    static final ArchRule manifestsKnowNoOtherService = noClasses()
            .that()
            .resideInAPackage("io.entrepot.manifest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.entrepot.gateway..", "io.entrepot.blob..", "io.entrepot.auth..", "io.entrepot.standalone..");

    @ArchTest
    static final ArchRule authKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage("io.entrepot.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.entrepot.gateway..",
                    "io.entrepot.blob..",
                    "io.entrepot.manifest..",
                    "io.entrepot.standalone..");

    @ArchTest
    static final ArchRule onlyTheCompositionSeesSeveralServices = noClasses()
            .that()
            .resideInAPackage("io.entrepot.standalone..")
            .and()
            .resideOutsideOfPackage("io.entrepot.standalone.compose..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.entrepot.blob..", "io.entrepot.manifest..", "io.entrepot.auth..", "io.entrepot.gateway..");

    @ArchTest
    static final ArchRule nobodyDependsOnAnAdapter = noClasses()
            .that()
            .resideOutsideOfPackages("..pg..", "..fs..", "..s3..", "..compose..", "io.entrepot.*.*.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.entrepot..pg..",
                    "io.entrepot..fs..",
                    "io.entrepot..s3..",
                    "io.entrepot..compose..",
                    "io.entrepot.*.*.http..");

    @ArchTest
    static final ArchRule onlyAdaptersSpeakSql = noClasses()
            .that()
            .resideInAnyPackage("io.entrepot.blob.*", "io.entrepot.manifest.*", "io.entrepot.auth.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.sqlclient..");

    @ArchTest
    static final ArchRule onlyManagementSpeaksRest = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .haveSimpleNameNotEndingWith("Problems")
            .and()
            .areNotAnnotatedWith("jakarta.ws.rs.NameBinding")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule packagesAreNullMarked =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("io.entrepot.(*.*)..").should().beFreeOfCycles();
}
