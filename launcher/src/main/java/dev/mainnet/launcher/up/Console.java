package dev.mainnet.launcher.up;

import dev.mainnet.launcher.platform.Progress;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** Tells on the terminal how the platform comes up, lives and goes down. */
final class Console implements Progress {
    private final Settings settings;
    private final PrintStream out = System.out;
    private final Instant begin = Instant.now();

    Console(Settings settings) {
        this.settings = settings;
    }

    /** Says where everything is kept, once nothing stands against a start. */
    void starting() {
        line("Mainnet starts; its data and logs are in " + settings.home().root());
    }

    @Override
    public void note(String line) {
        line(line);
    }

    @Override
    public void answers() {
        line("  http://localhost:%d answers after %.1f s; what jobs need follows"
                .formatted(settings.port(Part.GATEWAY).orElseThrow(), seconds(sinceBegin())));
    }

    @Override
    public void ready(Part part, Duration after) {
        OptionalInt port = settings.port(part);
        String where = port.isPresent() ? "port " + port.getAsInt() : "";
        line("  %-16s ready after %5.1f s   %s".formatted(part.label(), seconds(after), where));
    }

    @Override
    public void died(Part part, String how, Duration pause) {
        line("  %-16s %s; starting it again in %.1f s".formatted(part.label(), how, seconds(pause)));
    }

    @Override
    public void gaveUp(Part part, String why) {
        line("  Giving up: " + why);
    }

    /** What to do now that all is ready. */
    void welcome() {
        int gateway = settings.port(Part.GATEWAY).orElseThrow();
        line("");
        line("Mainnet is ready after %.1f s: http://localhost:%d".formatted(seconds(sinceBegin()), gateway));
        line("  ./mainnet demo      one paid prediction and a batch job, each request and answer shown");
        line("  ./mainnet status    the processes and their memory");
        line("  ./mainnet logs      what they say");
        if (settings.catchesMail()) {
            line("  http://localhost:%d   the mails it would send".formatted(settings.mailPort()));
        }
        if (settings.playsPayments()
                && settings.text("MAINNET_STRIPE_SECRET_KEY").isEmpty()) {
            line("  Test purchases are on: whoever reaches the gateway gets credits for nothing.");
            line("                      MAINNET_LOCAL_CHECKOUT=false turns them off, MAINNET_STRIPE_SECRET_KEY sells");
        }
        line("  Ctrl-C or ./mainnet down stops it. Sign up with");
        line("  curl -X POST http://localhost:%d/api/v1/user/auth/signup -H 'Content-Type: application/json' \\"
                .formatted(gateway));
        line("    -d '{\"username\": \"ada\", \"email\": \"ada@example.com\", \"password\": \"a-long-pass-phrase\"}'");
    }

    void stopping() {
        line("Stopping ...");
    }

    void stopped() {
        line("Mainnet has stopped.");
    }

    private synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    private Duration sinceBegin() {
        return Duration.between(begin, Instant.now());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
