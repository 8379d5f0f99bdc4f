package dev.mainnet.runner.template;

/** The value of a name that nothing was assigned to: written as nothing, and false. */
enum Undefined {
    UNDEFINED;

    @Override
    public String toString() {
        return "";
    }
}
