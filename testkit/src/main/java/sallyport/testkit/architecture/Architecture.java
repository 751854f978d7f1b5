// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules for one module, which is the one whose tests run.
 *
 * <pre>
 * class ArchitectureTest {
 *     {@literal @}TestFactory
 *     Stream&lt;DynamicTest&gt; rules() {
 *         return Architecture.of("sallyport.wire").pure().tests();
 *     }
 * }
 * </pre>
 */
public final class Architecture {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path TEST_CLASSES = Path.of("target", "test-classes");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path REPOSITORY = Path.of("..");
    private static final Path TEST_SOURCES = Path.of("src", "test", "java");

    private final String root;
    private final List<DynamicTest> ownRules = new ArrayList<>();
    private final List<String> shapePackages = new ArrayList<>();
    private final JavaClasses classes = read(CLASSES);

    private Architecture(String root) {
        this.root = root;
    }

    /** The rules that every module obeys. */
    public static Architecture of(String rootPackage) {
        return new Architecture(rootPackage);
    }

    /** This module is a set of pure functions and state machines (R4). */
    public Architecture pure() {
        ownRules.add(test("R4 nothing but pure functions", ClassRules.pure(root), classes));
        return this;
    }

    /** Records in exactly this package mirror a message, a row or a file and may have as many components as that has (R11). */
    public Architecture shapesIn(String packageName) {
        shapePackages.add(packageName);
        return this;
    }

    /** No class in the packages {@code from} depends on one in the packages {@code to}; both in ArchUnit's notation. */
    public Architecture forbid(String from, String to, String because) {
        ArchRule rule = ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(to)
                .because(because);
        return rule("%s never uses %s".formatted(from, to), rule);
    }

    /** Any other rule on the module's classes. */
    public Architecture rule(String name, ArchRule rule) {
        ownRules.add(test(name, rule, classes));
        return this;
    }

    /** One test per rule. */
    public Stream<DynamicTest> tests() {
        SourceRules sources =
                new SourceRules(SourceFile.readAll(SOURCES), SourceFile.readAll(TEST_SOURCES), shapePackages);
        List<DynamicTest> tests = new ArrayList<>(List.of(
                test("R1 packages form no cycles", ClassRules.noCycles(root), classes),
                test("R3 foreign worlds stay in their package", ClassRules.isolation(), classes),
                test("R7 no reflection wiring", ClassRules.noReflectionWiring(), classes),
                test("R8 no static mutable state", ClassRules.noStaticState(), classes),
                test("R8 static initialisers do nothing", ClassRules.quietStaticInitialisers(), classes),
                test("R9 time and chance are arguments", ClassRules.noClock(), classes),
                test("R9 tests never sleep", ClassRules.noSleep(), read(TEST_CLASSES)),
                DynamicTest.dynamicTest("R10 every package has a front door", sources::packagesAreDescribed),
                DynamicTest.dynamicTest("R10 exceptions are final or sealed", sources::exceptionsAreClosed),
                DynamicTest.dynamicTest("R11 files and methods fit a screen or ten", sources::sizesAreSmall),
                DynamicTest.dynamicTest("R11 constructors take few arguments", sources::constructorsAreNarrow),
                DynamicTest.dynamicTest("R11 packages fit one page", sources::packagesAreSmall),
                DynamicTest.dynamicTest("SPDX header in every file", sources::headersArePresent),
                DynamicTest.dynamicTest("links to docs lead somewhere", () -> sources.linksLeadSomewhere(REPOSITORY))));
        tests.addAll(ownRules);
        return tests.stream();
    }

    private static DynamicTest test(String name, ArchRule rule, JavaClasses classes) {
        return DynamicTest.dynamicTest(name, () -> rule.allowEmptyShould(true).check(classes));
    }

    private static JavaClasses read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException(
                    "%s is missing: run the test in its module's directory".formatted(directory.toAbsolutePath()));
        }
        return new ClassFileImporter().importPath(directory);
    }

    static DescribedPredicate<JavaClass> inMain() {
        return DescribedPredicate.describe(
                "in Main", type -> topLevel(type).getSimpleName().equals("Main"));
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Architecture::topLevel).orElse(type);
    }
}
