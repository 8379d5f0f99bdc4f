package dev.mainnet.runner.template;

import dev.mainnet.runner.template.Node.If.Branch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a template's statements. */
final class TemplateParser {
    private static final int MAX_DEPTH = 64;
    private static final Expression ALWAYS = new Expression.Literal(true);
    private static final Expression UNDEFINED = new Expression.Literal(Undefined.UNDEFINED);

    private final List<Piece> pieces;
    private int position;
    private int depth;
    /** The statement that ended the body read last, and its words after the name. */
    private String ending = "";

    private TokenStream endingTokens = new TokenStream("");

    private TemplateParser(List<Piece> pieces) {
        this.pieces = pieces;
    }

    static List<Node> parse(String source) {
        TemplateParser parser = new TemplateParser(Piece.of(source));
        return parser.body(Set.of());
    }

    private List<Node> body(Set<String> endings) {
        if (++depth > MAX_DEPTH) {
            throw new TemplateException("it is nested too deeply");
        }
        List<Node> nodes = new ArrayList<>();
        while (position < pieces.size()) {
            Piece piece = pieces.get(position++);
            switch (piece.kind()) {
                case TEXT -> nodes.add(new Node.Text(piece.text()));
                case OUTPUT -> nodes.add(new Node.Output(whole(new TokenStream(piece.text()))));
                case STATEMENT -> {
                    TokenStream tokens = new TokenStream(piece.text());
                    String name = tokens.name();
                    if (endings.contains(name)) {
                        ending = name;
                        endingTokens = tokens;
                        depth--;
                        return nodes;
                    }
                    statement(name, tokens).ifPresent(nodes::add);
                }
            }
        }
        if (!endings.isEmpty()) {
            throw new TemplateException("one of " + endings + " is missing");
        }
        return nodes;
    }

    private static Expression whole(TokenStream tokens) {
        Expression expression = new ExpressionParser(tokens).expression();
        tokens.end();
        return expression;
    }

    private Optional<Node> statement(String name, TokenStream tokens) {
        return switch (name) {
            case "if" -> Optional.of(branches(tokens));
            case "for" -> Optional.of(loop(tokens));
            case "set" -> Optional.of(set(tokens));
            case "macro" -> Optional.of(macro(tokens));
            // Marks what a model has said, for its training.
            case "generation", "endgeneration" -> Optional.empty();
            default -> throw new TemplateException("it uses the statement '" + name + "', which is not known here");
        };
    }

    private Node branches(TokenStream tokens) {
        List<Branch> branches = new ArrayList<>();
        Expression condition = whole(tokens);
        while (true) {
            List<Node> body = body(Set.of("elif", "else", "endif"));
            branches.add(new Branch(condition, body));
            if (ending.equals("endif")) {
                return new Node.If(branches);
            }
            condition = ending.equals("elif") ? whole(endingTokens) : ALWAYS;
        }
    }

    private Node loop(TokenStream tokens) {
        List<String> names = new ArrayList<>(List.of(tokens.name()));
        while (tokens.accept(",")) {
            names.add(tokens.name());
        }
        if (!tokens.acceptWord("in")) {
            throw new TemplateException("'in' is missing");
        }
        ExpressionParser expressions = new ExpressionParser(tokens);
        Expression list = expressions.unconditional();
        Optional<Expression> condition =
                tokens.acceptWord("if") ? Optional.of(expressions.expression()) : Optional.empty();
        tokens.end();
        List<Node> body = body(Set.of("else", "endfor"));
        List<Node> otherwise = ending.equals("else") ? body(Set.of("endfor")) : List.of();
        return new Node.For(names, list, condition, body, otherwise);
    }

    private Node set(TokenStream tokens) {
        String name = tokens.name();
        if (tokens.accept(".")) {
            String member = tokens.name();
            tokens.expect("=");
            return new Node.SetMember(name, member, whole(tokens));
        }
        if (tokens.accept("=")) {
            return new Node.Set(name, whole(tokens));
        }
        tokens.end();
        return new Node.Capture(name, body(Set.of("endset")));
    }

    private Node macro(TokenStream tokens) {
        String name = tokens.name();
        Map<String, Expression> parameters = new LinkedHashMap<>();
        tokens.expect("(");
        while (!tokens.accept(")")) {
            String parameter = tokens.name();
            parameters.put(parameter, tokens.accept("=") ? new ExpressionParser(tokens).expression() : UNDEFINED);
            if (!tokens.peek().is(")")) {
                tokens.expect(",");
            }
        }
        tokens.end();
        return new Node.Macro(name, parameters, body(Set.of("endmacro")));
    }
}
