package dev.mainnet.runner.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators between two values. */
final class Operators {
    private Operators() {}

    static Object apply(String sign, @Nullable Object left, @Nullable Object right) {
        return switch (sign) {
            case "==" -> Values.equal(left, right);
            case "!=" -> !Values.equal(left, right);
            case "<" -> Values.compare(left, right) < 0;
            case "<=" -> Values.compare(left, right) <= 0;
            case ">" -> Values.compare(left, right) > 0;
            case ">=" -> Values.compare(left, right) >= 0;
            case "in" -> Values.contains(right, left);
            case "~" -> Budget.bounded(Values.text(left).concat(Values.text(right)));
            case "+" -> sum(left, right);
            default -> arithmetic(sign, left, right);
        };
    }

    private static Object sum(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String first && right instanceof String second) {
            return Budget.bounded(first.concat(second));
        }
        if (left instanceof Collection<?> first && right instanceof Collection<?> second) {
            if (first.size() + second.size() > Budget.MAX_LIST) {
                throw new TemplateException("it makes a list of more than " + Budget.MAX_LIST + " elements");
            }
            List<@Nullable Object> list = new ArrayList<>(first);
            list.addAll(second);
            return list;
        }
        return arithmetic("+", left, right);
    }

    private static Object arithmetic(String sign, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Long first && right instanceof Long second && !sign.equals("/")) {
            return whole(sign, first, second);
        }
        if (left instanceof Number first && right instanceof Number second) {
            return fraction(sign, first.doubleValue(), second.doubleValue());
        }
        throw new TemplateException("it uses '" + sign + "' on values that are no numbers");
    }

    private static Object fraction(String sign, double first, double second) {
        return switch (sign) {
            case "+" -> first + second;
            case "-" -> first - second;
            case "*" -> first * second;
            case "/" -> first / second;
            case "//" -> Math.floor(first / second);
            case "%" -> first - second * Math.floor(first / second);
            default -> throw new TemplateException("it uses the unknown operator '" + sign + "'");
        };
    }

    private static Object whole(String sign, long first, long second) {
        if (second == 0 && (sign.equals("//") || sign.equals("%"))) {
            throw new TemplateException("it divides by zero");
        }
        return switch (sign) {
            case "+" -> first + second;
            case "-" -> first - second;
            case "*" -> first * second;
            case "//" -> Math.floorDiv(first, second);
            case "%" -> Math.floorMod(first, second);
            default -> throw new TemplateException("it uses the unknown operator '" + sign + "'");
        };
    }
}
