package dev.mainnet.runner.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a template that writes something or changes names. */
sealed interface Node {
    void render(Scope scope, StringBuilder output);

    static void renderAll(List<Node> nodes, Scope scope, StringBuilder output) {
        for (Node node : nodes) {
            scope.budget().step();
            node.render(scope, output);
            if (output.length() > Budget.MAX_TEXT) {
                throw new TemplateException("it makes a text of more than " + Budget.MAX_TEXT + " characters");
            }
        }
    }

    record Text(String text) implements Node {
        @Override
        public void render(Scope scope, StringBuilder output) {
            output.append(text);
        }
    }

    record Output(Expression expression) implements Node {
        @Override
        public void render(Scope scope, StringBuilder output) {
            output.append(Values.text(expression.value(scope)));
        }
    }

    /** The first branch whose condition is true; the last has none where there is an {@code else}. */
    record If(List<Branch> branches) implements Node {
        @Override
        public void render(Scope scope, StringBuilder output) {
            for (Branch branch : branches) {
                if (Values.truth(branch.condition().value(scope))) {
                    renderAll(branch.body(), scope, output);
                    return;
                }
            }
        }

        record Branch(Expression condition, List<Node> body) {}
    }

    record For(
            List<String> names, Expression list, Optional<Expression> condition, List<Node> body, List<Node> otherwise)
            implements Node {
        @Override
        public void render(Scope scope, StringBuilder output) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Object element : Values.elements(list.value(scope))) {
                scope.budget().step();
                Scope tried = scope.inner();
                assign(element, tried);
                if (condition.isEmpty() || Values.truth(condition.get().value(tried))) {
                    elements.add(element);
                }
            }
            for (int i = 0; i < elements.size(); i++) {
                scope.budget().step();
                Scope inner = scope.inner();
                assign(elements.get(i), inner);
                inner.set("loop", loop(elements, i));
                renderAll(body, inner, output);
            }
            if (elements.isEmpty()) {
                renderAll(otherwise, scope, output);
            }
        }

        private void assign(@Nullable Object element, Scope scope) {
            if (names.size() == 1) {
                scope.set(names.getFirst(), element);
                return;
            }
            List<@Nullable Object> parts = Values.elements(element);
            for (int i = 0; i < names.size(); i++) {
                scope.set(names.get(i), Members.of(parts, (long) i));
            }
        }

        private static Map<String, @Nullable Object> loop(List<@Nullable Object> elements, int index) {
            Map<String, @Nullable Object> loop = new LinkedHashMap<>();
            loop.put("index", index + 1L);
            loop.put("index0", (long) index);
            loop.put("first", index == 0);
            loop.put("last", index == elements.size() - 1);
            loop.put("length", (long) elements.size());
            loop.put("revindex", (long) elements.size() - index);
            loop.put("revindex0", elements.size() - index - 1L);
            loop.put("previtem", index == 0 ? Undefined.UNDEFINED : elements.get(index - 1));
            loop.put("nextitem", index == elements.size() - 1 ? Undefined.UNDEFINED : elements.get(index + 1));
            return loop;
        }
    }

    record Set(String name, Expression expression) implements Node {
        @Override
        public void render(Scope scope, StringBuilder output) {
            scope.set(name, expression.value(scope));
        }
    }

    /** {@code set namespace.name = …}, which is seen outside of loops too. */
    record SetMember(String namespace, String name, Expression expression) implements Node {
        @Override
        public void render(Scope scope, StringBuilder output) {
            if (!(scope.get(namespace) instanceof Namespace target)) {
                throw new TemplateException("'" + namespace + "' is no namespace");
            }
            target.put(name, expression.value(scope));
        }
    }

    /** {@code set name} … {@code endset}. */
    record Capture(String name, List<Node> body) implements Node {
        @Override
        public void render(Scope scope, StringBuilder output) {
            StringBuilder captured = new StringBuilder();
            renderAll(body, scope.inner(), captured);
            scope.set(name, captured.toString());
        }
    }

    record Macro(String name, Map<String, Expression> parameters, List<Node> body) implements Node {
        @Override
        public void render(Scope scope, StringBuilder output) {
            scope.set(name, (Callable) (arguments, named) -> call(scope, arguments, named));
        }

        private String call(Scope scope, List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
            Scope inner = scope.inner();
            int index = 0;
            for (Map.Entry<String, Expression> parameter : parameters.entrySet()) {
                Object value = index < arguments.size()
                        ? arguments.get(index)
                        : named.containsKey(parameter.getKey())
                                ? named.get(parameter.getKey())
                                : parameter.getValue().value(scope);
                inner.set(parameter.getKey(), value);
                index++;
            }
            StringBuilder output = new StringBuilder();
            renderAll(body, inner, output);
            return output.toString();
        }
    }

    /** A map that a template may change. */
    final class Namespace extends LinkedHashMap<String, @Nullable Object> {}
}
