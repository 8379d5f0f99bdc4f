package dev.mainnet.examples.iris;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fisher's measurements: R. A. Fisher, The use of multiple measurements in taxonomic problems, 1936.
 *
 * @param features centimetres, a row for each flower
 * @param species for each flower the number of its species in {@link #SPECIES}
 */
record Flowers(List<double[]> features, List<Integer> species) {
    static final List<String> FEATURES = List.of("sepal_length", "sepal_width", "petal_length", "petal_width");
    static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

    static Flowers read(Path csv) {
        List<double[]> features = new ArrayList<>();
        List<Integer> species = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord row : rows) {
                features.add(FEATURES.stream()
                        .mapToDouble(name -> Double.parseDouble(row.getField(name)))
                        .toArray());
                species.add(SPECIES.indexOf(row.getField("species")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Flowers(features, species);
    }
}
