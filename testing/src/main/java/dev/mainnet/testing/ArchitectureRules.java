package dev.mainnet.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The design's rules on the inside of a service, checked on its compiled classes. */
public final class ArchitectureRules {

    private ArchitectureRules() {}

    /** Checks every rule on the classes under a service's base package, for example {@code dev.mainnet.user}. */
    public static void check(String basePackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
        for (ArchRule rule : rules(basePackage)) {
            rule.allowEmptyShould(true).check(classes);
        }
    }

    private static List<ArchRule> rules(String base) {
        return List.of(
                slices().matching(base + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .as("features depend on each other in no cycle"),
                noClasses()
                        .should()
                        .resideInAnyPackage(
                                "..util..",
                                "..utils..",
                                "..common..",
                                "..helper..",
                                "..impl..",
                                "..controller..",
                                "..controllers..",
                                "..service..",
                                "..services..",
                                "..repository..",
                                "..entity..",
                                "..dto..",
                                "..model.model..")
                        .as("packages are features, not layers"),
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Utils?|Helpers?|Managers?|Dto|DTO)")
                        .as("names say what a class holds"),
                noFields()
                        .should()
                        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                        .as("no field injection"),
                noClasses()
                        .that()
                        .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("org\\.springframework\\.r2dbc\\..*|dev\\.mainnet\\.outbox\\.(Outbox|Inbox)")
                        .as("a controller calls a use case and touches no database"),
                noClasses()
                        .that()
                        .resideInAPackage("..dialect..")
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("org\\.springframework\\.r2dbc\\..*|dev\\.mainnet\\.outbox\\..*")
                        .as("a dialect only translates"),
                noClasses()
                        .that()
                        .haveSimpleNameNotEndingWith("Listener")
                        .should()
                        .callMethodWhere(blocking())
                        .as("only a Kafka listener's thread blocks"),
                classes()
                        .that()
                        .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
                        .should()
                        .beRecords()
                        .as("configuration is a record"));
    }

    private static DescribedPredicate<JavaCall<?>> blocking() {
        return DescribedPredicate.describe("blocks on a publisher", call -> {
            String owner = call.getTargetOwner().getFullName();
            return owner.startsWith("reactor.core.publisher.") && call.getName().startsWith("block");
        });
    }
}
