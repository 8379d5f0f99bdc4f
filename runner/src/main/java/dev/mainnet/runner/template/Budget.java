package dev.mainnet.runner.template;

import java.time.Duration;

/** What rendering once may take. */
final class Budget {
    /** The longest text that any expression may make, in characters. */
    static final int MAX_TEXT = 4 << 20;

    /** The longest list. */
    static final int MAX_LIST = 1 << 16;

    private static final int MAX_STEPS = 2_000_000;
    private static final int MAX_CALLS = 16;
    /** A step's own work is bounded by the length of texts and lists, but some are long. */
    private static final Duration MAX_TIME = Duration.ofSeconds(2);

    private static final int LOOK_AT_CLOCK_EVERY = 16;

    private final long begun = System.nanoTime();
    private int steps;
    private int calls;

    void step() {
        if (++steps > MAX_STEPS) {
            throw new TemplateException("the template takes too many steps");
        }
        if (steps % LOOK_AT_CLOCK_EVERY == 0 && System.nanoTime() - begun > MAX_TIME.toNanos()) {
            throw new TemplateException("the template takes too long");
        }
    }

    void enter() {
        if (++calls > MAX_CALLS) {
            throw new TemplateException("its macros call each other too deeply");
        }
    }

    void leave() {
        calls--;
    }

    static String bounded(String text) {
        if (text.length() > MAX_TEXT) {
            throw new TemplateException("it makes a text of more than " + MAX_TEXT + " characters");
        }
        return text;
    }
}
