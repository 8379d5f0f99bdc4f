package dev.mainnet.onnx;

import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model in memory, ready to run; any number of threads may run it at once. */
public final class OnnxModel implements AutoCloseable {
    private static final OrtEnvironment ENVIRONMENT =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "mainnet");

    private final OrtSession session;
    private final ModelSignature signature;
    private final SessionSettings settings;

    private OnnxModel(OrtSession session, ModelSignature signature, SessionSettings settings) {
        this.session = session;
        this.signature = signature;
        this.settings = settings;
    }

    /**
     * Opens the model in {@code file}, which must not change meanwhile and may be deleted afterwards.
     *
     * @throws OnnxException why the file cannot be served
     */
    public static OnnxModel open(Path file, SessionSettings settings) {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return open(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #open(Path, SessionSettings)} for a model that is in memory already. */
    public static OnnxModel open(byte[] model, SessionSettings settings) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(Math.max(1, model.length)).asSlice(0, model.length);
            return open(copy.copyFrom(MemorySegment.ofArray(model)), settings);
        }
    }

    private static OnnxModel open(MemorySegment bytes, SessionSettings settings) {
        if (bytes.byteSize() > Integer.MAX_VALUE) {
            throw new OnnxException.UnsupportedModel("The model is larger than 2 GB, which no single ONNX file can be");
        }
        ModelScan scan = ModelScan.of(bytes);
        try (SessionOptions options = options(settings)) {
            // The very bytes that were searched, not a path: there is nothing that relative names could refer to.
            OrtSession session = ENVIRONMENT.createSession(bytes.asByteBuffer(), options);
            try {
                return new OnnxModel(session, new SignatureReader(scan).read(session), settings);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw OrtErrors.whileOpening(e);
        }
    }

    /** What the model takes and gives. */
    public ModelSignature signature() {
        return signature;
    }

    /**
     * Computes outputs, on the calling thread and its helpers.
     *
     * @param inputs one tensor for each of the model's inputs
     * @param outputs the outputs wanted, in the order of the answer; all where empty
     * @throws OnnxException what does not fit, or how the run ended
     */
    public List<Output> run(List<Tensor> inputs, List<String> outputs, RunControl control) {
        Map<String, Tensor> checked = InputCheck.of(signature, inputs);
        Set<String> wanted = InputCheck.outputs(signature, outputs);
        control.throwIfStopped();
        try (NativeInputs tensors = NativeInputs.of(ENVIRONMENT, checked);
                OrtSession.Result result = runEndably(tensors.byName(), wanted, control)) {
            return new OutputReader(signature, settings.maxOutputBytes()).read(result);
        } catch (OrtException e) {
            throw OrtErrors.whileRunning(e);
        }
    }

    private OrtSession.Result runEndably(
            Map<String, ? extends OnnxTensorLike> inputs, Set<String> outputs, RunControl control) throws OrtException {
        try (RunOptions options = new RunOptions()) {
            control.begin(options);
            try {
                return session.run(inputs, outputs, options);
            } catch (OrtException e) {
                control.throwIfStopped();
                throw e;
            } finally {
                control.end();
            }
        }
    }

    /** Frees the model's memory; no run may be under way. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close a session", e);
        }
    }

    private static SessionOptions options(SessionSettings settings) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(settings.threads());
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        // Memory goes back after each run: many models share the process, and most are idle.
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        // ONNX Runtime would otherwise guess the format, and its own format is parsed by code that ModelScan knows
        // nothing of.
        options.addConfigEntry("session.load_model_format", "ONNX");
        return options;
    }
}
