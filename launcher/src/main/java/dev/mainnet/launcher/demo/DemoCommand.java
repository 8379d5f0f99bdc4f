package dev.mainnet.launcher.demo;

import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the main job against the running platform. One that does not run is started in the background and stays. */
@Command(
        name = "demo",
        description =
                "Makes a paid prediction, has a text written, runs a batch job and trains a model, showing each request and answer.")
public final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.ofThisProcess();
        BackgroundPlatform platform = new BackgroundPlatform(settings, System.out);
        boolean started = platform.ensureAnswers();
        GatewayClient gateway = new GatewayClient(
                "http://localhost:" + settings.port(Part.GATEWAY).orElseThrow());
        Teller teller = new Teller(System.out);
        MainJob job = new MainJob(gateway, teller, settings.checkout().resolve("examples/iris"));
        job.predict();
        new TextStory(gateway, teller).read();
        platform.awaitReady();
        job.predictBatch();
        new TrainingStory(gateway, teller, settings.checkout().resolve("examples/iris")).train();
        teller.chapter("All was as it should be");
        if (started) {
            System.out.println();
            System.out.println("The platform stays up at " + gateway.address() + "; ./mainnet down stops it.");
        }
        return 0;
    }
}
