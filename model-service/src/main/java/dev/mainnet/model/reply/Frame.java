package dev.mainnet.model.reply;

/** One block of a stream of server-sent events, as it goes over the wire. */
public record Frame(String text) {

    static final Frame KEEP_ALIVE = new Frame(": keep-alive\n\n");

    /** An event with a name; the data must be on one line. */
    public static Frame event(String name, String data) {
        return new Frame("event: " + name + "\ndata: " + data + "\n\n");
    }

    /** An event without a name. */
    public static Frame data(String data) {
        return new Frame("data: " + data + "\n\n");
    }
}
