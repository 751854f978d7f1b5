// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/** Rules on compiled classes: who depends on what, and what is called. */
final class ClassRules {
    private static final String[] SOCKETS = {
        "java.net.http..", "java.nio.channels..", "java.nio.file..", "javax.net..", "java.util.concurrent.."
    };

    /** Of {@code java.net} a pure module may only use what works on text. */
    private static final Set<String> TEXT_ONLY_NET = Set.of("URI", "URISyntaxException", "URLDecoder", "URLEncoder");

    private ClassRules() {}

    static ArchRule noCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().because("a call goes down and comes back");
    }

    static ArchRule isolation() {
        return CompositeArchRule.of(onlyIn(
                        "one package knows the HTTP library, so it can be replaced and its threads be understood",
                        List.of("sallyport.server.http.."),
                        "io.netty.."))
                .and(onlyIn(
                        "SQL is in one place, in the dialect that both databases take",
                        List.of("sallyport.server.store.."),
                        "java.sql..",
                        "javax.sql..",
                        "org.jdbi.."))
                .and(onlyIn(
                        "calls into the C library can crash the process: they live where terminals are driven",
                        List.of("sallyport.agent.pty..", "sallyport.client.terminal.."),
                        "java.lang.foreign.."));
    }

    private static ArchRule onlyIn(String because, List<String> home, String... world) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(home.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(world)
                .because(because)
                .allowEmptyShould(true);
    }

    static ArchRule pure(String root) {
        DescribedPredicate<JavaClass> impure = resideInAnyPackage(SOCKETS)
                .or(DescribedPredicate.describe(
                        "sockets",
                        target -> target.getPackageName().equals("java.net")
                                && !TEXT_ONLY_NET.contains(target.getSimpleName())))
                .or(type(Thread.class))
                .or(assignableTo(java.io.File.class))
                .or(assignableTo(java.io.FileInputStream.class))
                .or(assignableTo(java.io.FileOutputStream.class))
                .as("sockets, files and threads");
        String because =
                "what can be tested in milliseconds with any order of events has no I/O, no threads and no clock";
        return CompositeArchRule.of(noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .dependOnClassesThat(impure)
                        .because(because))
                .and(noClasses().should().callMethod(UUID.class, "randomUUID").because(because));
    }

    static ArchRule noReflectionWiring() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.inject..", "jakarta.inject..", "com.google.inject..")
                        .or(DescribedPredicate.describe(
                                "ServiceLoader", type -> type.getFullName().equals("java.util.ServiceLoader"))))
                .because("Main builds every object with new, in the order of start; nothing else wires anything");
    }

    static ArchRule noStaticState() {
        return fields().that()
                .areStatic()
                .should(beConstant())
                .because("two servers in one JVM, or two tests, must not meet");
    }

    private static ArchCondition<JavaField> beConstant() {
        DescribedPredicate<JavaClass> mutable = resideInAnyPackage("java.util.concurrent..")
                .and(not(type(TimeUnit.class)))
                .or(assignableTo(Executor.class))
                .or(assignableTo(Lock.class))
                .or(assignableTo(Thread.class))
                .or(type(ThreadLocal.class))
                .or(type(StringBuilder.class))
                .or(type(MessageDigest.class))
                .or(type(Mac.class))
                .or(type(Cipher.class))
                .or(DescribedPredicate.describe("a collection class", ClassRules::isCollectionClass));
        return new ArchCondition<>("be final and hold a constant") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean constant = field.getModifiers().contains(JavaModifier.FINAL)
                        && !mutable.test(field.getRawType())
                        && !(field.getRawType().isArray()
                                && !field.getModifiers().contains(JavaModifier.PRIVATE)
                                && !field.getModifiers().contains(JavaModifier.SYNTHETIC));
                events.add(new SimpleConditionEvent(
                        field, constant, "%s in %s".formatted(field.getDescription(), field.getSourceCodeLocation())));
            }
        };
    }

    /** {@code List} may be immutable, {@code ArrayList} cannot. */
    private static boolean isCollectionClass(JavaClass type) {
        return !type.isInterface() && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
    }

    static ArchRule quietStaticInitialisers() {
        DescribedPredicate<JavaClass> effects = resideInAnyPackage(
                        "java.net..", "java.nio.file", "java.nio.channels..", "java.util.concurrent..")
                .or(assignableTo(Thread.class))
                .or(type(Runtime.class));
        DescribedPredicate<JavaAccess<?>> effectOfStaticInitialiser = DescribedPredicate.describe(
                "a static initialiser calls I/O or threads",
                access -> access instanceof JavaCall<?>
                        && access.getOrigin() instanceof JavaStaticInitializer
                        && effects.test(access.getTargetOwner())
                        && !isHarmless(access));
        return noClasses()
                .should()
                .accessTargetWhere(effectOfStaticInitialiser)
                .because("loading a class must not open, start or register anything");
    }

    private static boolean isHarmless(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        String owner = access.getTargetOwner().getSimpleName();
        return owner.equals("TimeUnit")
                || (name.equals("of") && owner.equals("Path"))
                || (name.equals("create") && owner.equals("URI"));
    }

    static ArchRule noClock() {
        return noClasses()
                .that(not(Architecture.inMain()).and(not(resideInAnyPackage("sallyport.testkit.."))))
                .should()
                .accessTargetWhere(uses("the clock of the machine or unseeded chance", ClassRules::isClockOrChance))
                .because("time and chance arrive as arguments, so that a test can choose them");
    }

    static ArchRule noSleep() {
        return noClasses()
                .that(not(resideInAnyPackage("sallyport.testkit..")))
                .should()
                .accessTargetWhere(uses("a sleep or the date of the day", ClassRules::isSleepOrDate))
                .because("a test that waits for time to pass is slow or flaky, mostly both: wait for the event");
    }

    /** Calls and method references alike. */
    private static DescribedPredicate<JavaAccess<?>> uses(String what, Predicate<CodeUnitAccessTarget> target) {
        return DescribedPredicate.describe(
                "the target is " + what,
                access -> access.getTarget() instanceof CodeUnitAccessTarget unit && target.test(unit));
    }

    private static boolean isClockOrChance(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        boolean noArguments = target.getRawParameterTypes().isEmpty();
        return switch (target.getName()) {
            case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
            case "now" -> owner.getPackageName().equals("java.time") && noArguments;
            case "system", "systemUTC", "systemDefaultZone", "tick" ->
                owner.getPackageName().equals("java.time");
            case "random" -> owner.isEquivalentTo(Math.class);
            case "<init>" -> owner.isEquivalentTo(Random.class) && noArguments;
            case "sleep" -> isSleeper(owner);
            default -> false;
        };
    }

    private static boolean isSleepOrDate(CodeUnitAccessTarget target) {
        return switch (target.getName()) {
            case "sleep" -> isSleeper(target.getOwner());
            case "now" ->
                target.getOwner().isEquivalentTo(Instant.class)
                        && target.getRawParameterTypes().isEmpty();
            default -> false;
        };
    }

    private static boolean isSleeper(JavaClass owner) {
        return owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class);
    }
}
