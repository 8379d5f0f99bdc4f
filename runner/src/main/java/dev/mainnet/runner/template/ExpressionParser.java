package dev.mainnet.runner.template;

import dev.mainnet.runner.template.Expression.Arguments;
import dev.mainnet.runner.template.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions from words, with Jinja's precedence. */
final class ExpressionParser {
    private static final int MAX_DEPTH = 64;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Expression NULL = new Expression.Literal(null);

    private final TokenStream tokens;
    private int depth;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Expression expression() {
        if (++depth > MAX_DEPTH) {
            throw new TemplateException("an expression is nested too deeply");
        }
        Expression value = or();
        if (tokens.acceptWord("if")) {
            Expression condition = or();
            Expression otherwise =
                    tokens.acceptWord("else") ? expression() : new Expression.Literal(Undefined.UNDEFINED);
            value = new Expression.Choice(condition, value, otherwise);
        }
        depth--;
        return value;
    }

    /** An expression that a {@code if} may follow which is not its own, as in {@code for x in list if …}. */
    Expression unconditional() {
        return or();
    }

    private Expression or() {
        Expression left = and();
        while (tokens.acceptWord("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.acceptWord("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        boolean negated = false;
        while (tokens.acceptWord("not")) {
            negated = !negated;
        }
        return negated ? new Expression.Not(comparison()) : comparison();
    }

    /** As in Python, {@code a < b < c} compares each with the next. */
    private Expression comparison() {
        Expression left = sum();
        @Nullable Expression all = null;
        while (true) {
            boolean notIn = tokens.peek().isWord("not") && tokens.peekSecond().isWord("in");
            boolean sign = tokens.peek().kind() == Kind.SIGN
                    && COMPARISONS.contains(tokens.peek().text());
            if (!notIn && !sign && !tokens.peek().isWord("in")) {
                return all == null ? left : all;
            }
            if (notIn) {
                tokens.next();
            }
            String operator = tokens.next().text();
            Expression right = sum();
            Expression one = new Expression.Operation(operator, left, right);
            Expression compared = notIn ? new Expression.Not(one) : one;
            all = all == null ? compared : new Expression.And(all, compared);
            left = right;
        }
    }

    private Expression sum() {
        Expression left = concatenation();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            left = new Expression.Operation(tokens.next().text(), left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        Expression left = product();
        while (tokens.accept("~")) {
            left = new Expression.Operation("~", left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = unary();
        while (tokens.peek().is("*")
                || tokens.peek().is("/")
                || tokens.peek().is("//")
                || tokens.peek().is("%")) {
            left = new Expression.Operation(tokens.next().text(), left, unary());
        }
        return left;
    }

    private Expression unary() {
        if (tokens.accept("-")) {
            return filtered(new Expression.Operation("-", new Expression.Literal(0L), postfix(primary())));
        }
        tokens.accept("+");
        return filtered(postfix(primary()));
    }

    private Expression filtered(Expression base) {
        Expression value = base;
        while (true) {
            if (tokens.accept("|")) {
                value = new Expression.Filter(
                        value, tokens.name(), tokens.peek().is("(") ? arguments() : Arguments.NONE);
            } else if (tokens.acceptWord("is")) {
                boolean negated = tokens.acceptWord("not");
                Expression test = new Expression.Test(value, tokens.name(), testArguments());
                value = negated ? new Expression.Not(test) : test;
            } else if (tokens.peek().is("(")) {
                value = postfix(value);
            } else {
                return value;
            }
        }
    }

    /** {@code x is divisibleby 3} needs no parentheses; names that go on with the expression are no argument. */
    private Arguments testArguments() {
        if (tokens.peek().is("(")) {
            return arguments();
        }
        boolean literal = tokens.peek().kind() == Kind.STRING || tokens.peek().kind() == Kind.INTEGER;
        return literal ? new Arguments(List.of(primary()), Map.of()) : Arguments.NONE;
    }

    private Expression postfix(Expression base) {
        Expression value = base;
        while (true) {
            if (tokens.accept(".")) {
                value = new Expression.Member(value, new Expression.Literal(tokens.name()));
            } else if (tokens.accept("[")) {
                value = subscript(value);
            } else if (tokens.peek().is("(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression whole) {
        Expression from = tokens.peek().is(":") ? NULL : expression();
        if (tokens.accept("]")) {
            return new Expression.Member(whole, from);
        }
        tokens.expect(":");
        Expression to = tokens.peek().is(":") || tokens.peek().is("]") ? NULL : expression();
        Expression step = tokens.accept(":") && !tokens.peek().is("]") ? expression() : NULL;
        tokens.expect("]");
        return new Expression.Slice(whole, from, to, step);
    }

    Arguments arguments() {
        tokens.expect("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!tokens.accept(")")) {
            boolean isNamed =
                    tokens.peek().kind() == Kind.NAME && tokens.peekSecond().is("=");
            if (isNamed) {
                String name = tokens.name();
                tokens.expect("=");
                named.put(name, expression());
            } else {
                positional.add(expression());
            }
            if (!tokens.peek().is(")")) {
                tokens.expect(",");
            }
        }
        return new Arguments(positional, named);
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case STRING -> new Expression.Literal(strings(token.text()));
            case INTEGER -> new Expression.Literal(integer(token.text()));
            case FLOAT -> new Expression.Literal(Double.parseDouble(token.text()));
            case NAME -> named(token.text());
            case SIGN ->
                switch (token.text()) {
                    case "(" -> parenthesized();
                    case "[" -> new Expression.ListOf(elements("]"));
                    case "{" -> map();
                    default -> throw new TemplateException("'" + token.text() + "' is not understood there");
                };
            case END -> throw new TemplateException("an expression ends too early");
        };
    }

    /** Texts beside each other are one. */
    private String strings(String first) {
        StringBuilder text = new StringBuilder(first);
        while (tokens.peek().kind() == Kind.STRING) {
            text.append(tokens.next().text());
        }
        return text.toString();
    }

    private static Object integer(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new TemplateException("the number " + digits + " is too large");
        }
    }

    private static Expression named(String name) {
        @Nullable Object constant = switch (name) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> null;
        };
        if (constant != null) {
            return new Expression.Literal(constant);
        }
        return name.equals("none") || name.equals("None") ? NULL : new Expression.Name(name);
    }

    private Expression parenthesized() {
        Expression first = expression();
        if (tokens.accept(")")) {
            return first;
        }
        tokens.expect(",");
        List<Expression> all = new ArrayList<>(List.of(first));
        all.addAll(elements(")"));
        return new Expression.ListOf(all);
    }

    private List<Expression> elements(String close) {
        List<Expression> elements = new ArrayList<>();
        while (!tokens.accept(close)) {
            elements.add(expression());
            if (!tokens.peek().is(close)) {
                tokens.expect(",");
            }
        }
        return elements;
    }

    private Expression map() {
        Map<Expression, Expression> entries = new LinkedHashMap<>();
        while (!tokens.accept("}")) {
            Expression key = expression();
            tokens.expect(":");
            entries.put(key, expression());
            if (!tokens.peek().is("}")) {
                tokens.expect(",");
            }
        }
        return new Expression.MapOf(entries);
    }
}
