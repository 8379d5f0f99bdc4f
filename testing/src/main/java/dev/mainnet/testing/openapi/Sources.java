package dev.mainnet.testing.openapi;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the sources tell and the compiled classes do not: Javadoc, and how a list's query parameters are read. */
final class Sources {

    /** The call by which a controller reads its query parameters, for example {@code PageRequest.of(query, People.SORTS)}. */
    record Reading(String of, List<String> arguments) {}

    private final Map<String, Javadoc> docs = new HashMap<>();
    private final Map<String, List<Reading>> readings = new HashMap<>();

    private Sources() {}

    static Sources read(List<Path> roots) {
        Sources sources = new Sources();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> found = roots.stream().flatMap(Sources::javaFiles).toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(found));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                sources.new Reader(trees, unit.getPackageName() + ".").scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    Optional<Javadoc> of(Class<?> type) {
        return Optional.ofNullable(docs.get(type.getName()));
    }

    Optional<Javadoc> of(Method method) {
        return Optional.ofNullable(docs.get(key(method)));
    }

    List<Reading> readingsOf(Method method) {
        return readings.getOrDefault(key(method), List.of());
    }

    /** Methods of one name are told apart by what their parameters are called. */
    private static String key(Method method) {
        return method.getDeclaringClass().getName() + "#" + method.getName()
                + Arrays.stream(method.getParameters()).map(Parameter::getName).toList();
    }

    private static Stream<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees trees;
        private final String prefix;
        private final Deque<String> classes = new ArrayDeque<>();
        private String method = "";

        Reader(DocTrees trees, String prefix) {
            this.trees = trees;
            this.prefix = prefix;
        }

        @Override
        public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
            classes.addLast(node.getSimpleName().toString());
            keep(type());
            super.visitClass(node, null);
            classes.removeLast();
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
            method = type() + "#" + node.getName()
                    + node.getParameters().stream()
                            .map(parameter -> parameter.getName().toString())
                            .toList();
            keep(method);
            return super.visitMethod(node, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void nothing) {
            List<String> arguments =
                    node.getArguments().stream().map(Object::toString).toList();
            if (arguments.contains("query")) {
                readings.computeIfAbsent(method, key -> new ArrayList<>())
                        .add(new Reading(node.getMethodSelect().toString(), arguments));
            }
            return super.visitMethodInvocation(node, null);
        }

        private String type() {
            return classes.stream().collect(Collectors.joining("$", prefix, ""));
        }

        private void keep(String key) {
            String comment = trees.getDocComment(getCurrentPath());
            if (comment != null) {
                docs.put(key, Javadoc.of(comment));
            }
        }
    }
}
