package dev.mainnet.runner.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that has a value. */
sealed interface Expression {
    @Nullable Object value(Scope scope);

    record Literal(@Nullable Object literal) implements Expression {
        @Override
        public @Nullable Object value(Scope scope) {
            return literal;
        }
    }

    record Name(String name) implements Expression {
        @Override
        public @Nullable Object value(Scope scope) {
            scope.budget().step();
            return scope.get(name);
        }
    }

    record ListOf(List<Expression> elements) implements Expression {
        @Override
        public Object value(Scope scope) {
            List<@Nullable Object> list = new ArrayList<>();
            elements.forEach(element -> list.add(element.value(scope)));
            return list;
        }
    }

    record MapOf(Map<Expression, Expression> entries) implements Expression {
        @Override
        public Object value(Scope scope) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries.forEach((key, value) -> map.put(Values.text(key.value(scope)), value.value(scope)));
            return map;
        }
    }

    /** {@code whole[key]} and {@code whole.key}; what is not there is undefined. */
    record Member(Expression whole, Expression key) implements Expression {
        @Override
        public @Nullable Object value(Scope scope) {
            scope.budget().step();
            return Members.of(whole.value(scope), key.value(scope));
        }
    }

    /** {@code whole[from:to:step]}, a missing bound being null. */
    record Slice(Expression whole, Expression from, Expression to, Expression step) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.budget().step();
            return Members.slice(whole.value(scope), from.value(scope), to.value(scope), step.value(scope));
        }
    }

    record Call(Expression callee, Arguments arguments) implements Expression {
        @Override
        public @Nullable Object value(Scope scope) {
            scope.budget().step();
            if (callee instanceof Member(Expression whole, Literal(Object method))
                    && !(Members.of(whole.value(scope), method) instanceof Callable)) {
                return Methods.call(
                        whole.value(scope), Values.text(method), arguments.values(scope), arguments.named(scope));
            }
            if (callee.value(scope) instanceof Callable callable) {
                scope.budget().enter();
                Object result = callable.call(arguments.values(scope), arguments.named(scope));
                scope.budget().leave();
                return result;
            }
            throw new TemplateException("it calls something that is no function: " + callee);
        }
    }

    record Filter(Expression value, String name, Arguments arguments) implements Expression {
        @Override
        public @Nullable Object value(Scope scope) {
            scope.budget().step();
            return Filters.apply(name, value.value(scope), arguments.values(scope), arguments.named(scope));
        }
    }

    /** {@code value is name}. */
    record Test(Expression value, String name, Arguments arguments) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.budget().step();
            return Tests.holds(name, value.value(scope), arguments.values(scope));
        }
    }

    record Not(Expression value) implements Expression {
        @Override
        public Object value(Scope scope) {
            return !Values.truth(value.value(scope));
        }
    }

    record And(Expression left, Expression right) implements Expression {
        @Override
        public @Nullable Object value(Scope scope) {
            Object first = left.value(scope);
            return Values.truth(first) ? right.value(scope) : first;
        }
    }

    record Or(Expression left, Expression right) implements Expression {
        @Override
        public @Nullable Object value(Scope scope) {
            Object first = left.value(scope);
            return Values.truth(first) ? first : right.value(scope);
        }
    }

    record Choice(Expression condition, Expression then, Expression otherwise) implements Expression {
        @Override
        public @Nullable Object value(Scope scope) {
            return Values.truth(condition.value(scope)) ? then.value(scope) : otherwise.value(scope);
        }
    }

    record Operation(String sign, Expression left, Expression right) implements Expression {
        @Override
        public Object value(Scope scope) {
            scope.budget().step();
            return Operators.apply(sign, left.value(scope), right.value(scope));
        }
    }

    /** What stands in the parentheses of a call, a filter or a test. */
    record Arguments(List<Expression> positional, Map<String, Expression> byName) {
        static final Arguments NONE = new Arguments(List.of(), Map.of());

        List<@Nullable Object> values(Scope scope) {
            List<@Nullable Object> values = new ArrayList<>();
            positional.forEach(argument -> values.add(argument.value(scope)));
            return values;
        }

        Map<String, @Nullable Object> named(Scope scope) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            byName.forEach((name, argument) -> values.put(name, argument.value(scope)));
            return values;
        }
    }
}
