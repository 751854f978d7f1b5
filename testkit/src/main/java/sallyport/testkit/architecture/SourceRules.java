// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Rules on sources: headers, comments at the front door, sizes. */
final class SourceRules {
    private static final List<String> HEADER =
            List.of("// SPDX-FileCopyrightText: 2026 The Sallyport Authors", "// SPDX-License-Identifier: Apache-2.0");

    private static final int MAX_FILE_LINES = 600;
    private static final int MAX_TEST_FILE_LINES = 1000;
    private static final int MAX_METHOD_LINES = 60;
    private static final int MAX_PARAMETERS = 8;
    private static final int MAX_PACKAGE_FILES = 25;

    private final List<SourceFile> main;
    private final List<SourceFile> test;
    private final List<String> shapePackages;

    SourceRules(List<SourceFile> main, List<SourceFile> test, List<String> shapePackages) {
        this.main = main;
        this.test = test;
        this.shapePackages = shapePackages;
    }

    void headersArePresent() {
        report(
                "who gets one file must see whose it is and what he may do with it",
                all().filter(file -> file.lines().size() < 2
                                || !file.lines().subList(0, 2).equals(HEADER))
                        .map(file -> "%s does not start with the SPDX header".formatted(file.path())));
    }

    void linksLeadSomewhere(Path repository) {
        DocLinks links = new DocLinks(repository);
        report(
                "a source for a fact that nobody can open is no source",
                all().flatMap(file -> file.lines().stream()
                        .flatMap(links::broken)
                        .map(link -> "%s points to %s".formatted(file.path(), link))));
    }

    void packagesAreDescribed() {
        Set<String> packages = main.stream()
                .filter(file -> !file.isModuleInfo())
                .map(SourceFile::packageName)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, SourceFile> infos = main.stream()
                .filter(SourceFile::isPackageInfo)
                .collect(Collectors.toMap(SourceFile::packageName, file -> file));
        report(
                "package-info is the page a newcomer reads first, and @NullMarked there makes null an exception",
                packages.stream().flatMap(name -> packageProblems(name, infos.get(name))));
    }

    private static Stream<String> packageProblems(String name, @Nullable SourceFile info) {
        if (info == null) {
            return Stream.of("%s has no package-info.java".formatted(name));
        }
        List<String> problems = new ArrayList<>();
        boolean nullMarked = info.unit().getPackage().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().endsWith("NullMarked"));
        if (!nullMarked) {
            problems.add("%s is not @NullMarked".formatted(info.path()));
        }
        String comment = info.packageComment().orElse("");
        if (!comment.contains(".") || comment.startsWith("Placeholder")) {
            problems.add("%s does not say what the package does".formatted(info.path()));
        }
        return problems.stream();
    }

    void exceptionsAreClosed() {
        List<String> problems = new ArrayList<>();
        forEachClass(main, (file, type) -> {
            Set<Modifier> modifiers = type.getModifiers().getFlags();
            if (type.getSimpleName().toString().endsWith("Exception")
                    && !modifiers.contains(Modifier.FINAL)
                    && !modifiers.contains(Modifier.SEALED)) {
                problems.add("%s %s is neither final nor sealed".formatted(file.at(type), type.getSimpleName()));
            }
        });
        report("who catches an exception must know all it can be", problems.stream());
    }

    void sizesAreSmall() {
        List<String> problems = new ArrayList<>();
        checkFileLines(main, MAX_FILE_LINES, problems);
        checkFileLines(test, MAX_TEST_FILE_LINES, problems);
        forEachMethod(all().toList(), (file, method) -> {
            long lines = method.getBody() == null ? 0 : file.lineCount(method.getBody());
            if (lines > MAX_METHOD_LINES) {
                problems.add("%s %s has %d lines, at most %d are allowed"
                        .formatted(file.at(method), method.getName(), lines, MAX_METHOD_LINES));
            }
        });
        report("what does not fit a screen or ten cannot be reviewed", problems.stream());
    }

    private static void checkFileLines(List<SourceFile> files, int limit, List<String> problems) {
        for (SourceFile file : files) {
            if (file.lines().size() > limit) {
                problems.add("%s has %d lines, at most %d are allowed"
                        .formatted(file.path(), file.lines().size(), limit));
            }
        }
    }

    void constructorsAreNarrow() {
        List<String> problems = new ArrayList<>();
        forEachClass(main, (file, type) -> {
            boolean isRecord = type.getKind() == Tree.Kind.RECORD;
            if (isRecord && !mirrorsAShape(file, type)) {
                check(problems, file, type, components(type).count());
            }
            for (Tree member : type.getMembers()) {
                if (!isRecord && member instanceof MethodTree method && method.getReturnType() == null) {
                    check(problems, file, method, method.getParameters().size());
                }
            }
        });
        report("who needs more than eight things does two things", problems.stream());
    }

    private static void check(List<String> problems, SourceFile file, Tree tree, long parameters) {
        if (parameters > MAX_PARAMETERS) {
            problems.add("%s takes %d arguments, at most %d are allowed"
                    .formatted(file.at(tree), parameters, MAX_PARAMETERS));
        }
    }

    private boolean mirrorsAShape(SourceFile file, ClassTree type) {
        return shapePackages.contains(file.packageName())
                || components(type)
                        .flatMap(component -> component.getModifiers().getAnnotations().stream())
                        .map(AnnotationTree::getAnnotationType)
                        .anyMatch(annotation -> annotation.toString().equals("JsonProperty"));
    }

    /** The parser shows the components of a record as its fields that are not static. */
    private static Stream<VariableTree> components(ClassTree type) {
        return type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC));
    }

    void packagesAreSmall() {
        Map<Path, Long> files = main.stream()
                .collect(Collectors.groupingBy(file -> file.path().getParent(), TreeMap::new, Collectors.counting()));
        report(
                "a directory listing is documentation only if one can read it",
                files.entrySet().stream()
                        .filter(entry -> entry.getValue() > MAX_PACKAGE_FILES)
                        .map(entry -> "%s has %d files, at most %d are allowed"
                                .formatted(entry.getKey(), entry.getValue(), MAX_PACKAGE_FILES)));
    }

    private Stream<SourceFile> all() {
        return Stream.concat(main.stream(), test.stream());
    }

    private static void forEachClass(List<SourceFile> files, BiConsumer<SourceFile, ClassTree> action) {
        for (SourceFile file : files) {
            file.unit()
                    .accept(
                            new TreeScanner<@Nullable Void, @Nullable Void>() {
                                @Override
                                public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                                    action.accept(file, type);
                                    return super.visitClass(type, null);
                                }
                            },
                            null);
        }
    }

    private static void forEachMethod(List<SourceFile> files, BiConsumer<SourceFile, MethodTree> action) {
        forEachClass(
                files,
                (file, type) -> type.getMembers().stream()
                        .filter(MethodTree.class::isInstance)
                        .forEach(member -> action.accept(file, (MethodTree) member)));
    }

    private static void report(String because, Stream<String> problems) {
        assertThat(problems.toList()).as("because %s", because).isEmpty();
    }
}
