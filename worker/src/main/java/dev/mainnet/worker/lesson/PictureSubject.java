package dev.mainnet.worker.lesson;

import dev.mainnet.training.evaluation.Evaluation;
import dev.mainnet.training.loop.Task;
import dev.mainnet.training.pictures.Album;
import dev.mainnet.training.pictures.PictureModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** To tell the class of pictures. */
record PictureSubject(PictureModel model) implements Subject {

    static PictureSubject open(Path dataset, Syllabus syllabus) throws IOException {
        Album album = Album.read(dataset, syllabus.imageSize());
        return new PictureSubject(PictureModel.untrained(
                album,
                PictureModel.Architecture.valueOf(syllabus.modelType().toUpperCase(Locale.ROOT)),
                syllabus.validationShare(),
                syllabus.seed()));
    }

    @Override
    public Task task(int batchSize) {
        return model.task(batchSize);
    }

    @Override
    public Optional<Evaluation> evaluate() {
        return Optional.of(model.evaluate());
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public List<String> features() {
        return List.of();
    }

    @Override
    public long parameters() {
        return model.parameters();
    }

    @Override
    public void write(Path file, String name) throws IOException {
        Files.write(file, model.onnx(name));
    }

    @Override
    public void close() {
        model.close();
    }
}
