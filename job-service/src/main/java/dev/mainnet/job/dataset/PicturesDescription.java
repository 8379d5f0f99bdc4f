package dev.mainnet.job.dataset;

import java.util.SortedMap;

/**
 * Pictures in folders.
 *
 * @param classes how many pictures each class has, by name
 * @param skipped files that are no pictures
 */
public record PicturesDescription(SortedMap<String, Long> classes, long skipped) implements Content {

    public long pictures() {
        return classes.values().stream().mapToLong(Long::longValue).sum();
    }
}
