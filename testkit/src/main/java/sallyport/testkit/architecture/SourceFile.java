// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.testkit.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One Java source as the compiler's parser sees it.
 *
 * @param trees where the tree's positions and comments are
 */
record SourceFile(Path path, List<String> lines, CompilationUnitTree unit, DocTrees trees) {
    /** All Java sources below a directory, or none if it does not exist. */
    static List<SourceFile> readAll(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return parse(files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<SourceFile> parse(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "the tests run on a JDK, not on a JRE");
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees trees = DocTrees.instance(task);
            List<SourceFile> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of(unit.getSourceFile().toUri());
                sources.add(new SourceFile(path, Files.readAllLines(path), unit, trees));
            }
            return sources;
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    String packageName() {
        return unit.getPackage() == null
                ? ""
                : unit.getPackage().getPackageName().toString();
    }

    boolean isPackageInfo() {
        return name().equals("package-info.java");
    }

    boolean isModuleInfo() {
        return name().equals("module-info.java");
    }

    /** The comment above the package declaration, or empty. */
    Optional<String> packageComment() {
        TreePath path = new TreePath(new TreePath(unit), unit.getPackage());
        return Optional.ofNullable(trees.getDocComment(path)).map(String::strip);
    }

    /** Lines from the first to the last one of the tree, both included. */
    long lineCount(Tree tree) {
        SourcePositions positions = trees.getSourcePositions();
        LineMap map = unit.getLineMap();
        long first = map.getLineNumber(positions.getStartPosition(unit, tree));
        long last = map.getLineNumber(positions.getEndPosition(unit, tree));
        return last - first + 1;
    }

    /** Where the tree starts, to click on. */
    String at(Tree tree) {
        long line = unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
        return "%s:%d".formatted(path, line);
    }
}
