package dev.mainnet.runner.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of lists, maps and texts, as Python counts them: from the end where the index is negative. */
final class Members {
    private Members() {}

    static @Nullable Object of(@Nullable Object whole, @Nullable Object key) {
        return switch (whole) {
            case Map<?, ?> map -> map.containsKey(key) ? map.get(key) : Undefined.UNDEFINED;
            case List<?> list
            when key instanceof Long index -> {
                long place = index < 0 ? index + list.size() : index;
                yield place < 0 || place >= list.size() ? Undefined.UNDEFINED : list.get((int) place);
            }
            case String text
            when key instanceof Long index -> {
                long place = index < 0 ? index + text.length() : index;
                yield place < 0 || place >= text.length()
                        ? Undefined.UNDEFINED
                        : String.valueOf(text.charAt((int) place));
            }
            case null, default -> Undefined.UNDEFINED;
        };
    }

    static Object slice(@Nullable Object whole, @Nullable Object from, @Nullable Object to, @Nullable Object step) {
        long stride = step == null ? 1 : Values.whole(step);
        if (stride == 0) {
            throw new TemplateException("it takes a slice with a step of zero");
        }
        if (whole instanceof String text) {
            if (stride != 1) {
                throw new TemplateException("it takes a slice of a text with a step");
            }
            int begin = (int) bound(from, text.length(), 0);
            return text.substring(begin, (int) Math.max(begin, bound(to, text.length(), text.length())));
        }
        if (!(whole instanceof List<?> list)) {
            throw new TemplateException("it takes a slice of something that is no list");
        }
        List<@Nullable Object> slice = new ArrayList<>();
        if (stride > 0) {
            long end = bound(to, list.size(), list.size());
            for (long i = bound(from, list.size(), 0); i < end; i += stride) {
                slice.add(list.get((int) i));
            }
        } else {
            long end = to == null ? -1 : bound(to, list.size(), 0);
            for (long i = Math.min(bound(from, list.size(), list.size()), list.size() - 1L); i > end; i += stride) {
                slice.add(list.get((int) i));
            }
        }
        return slice;
    }

    private static long bound(@Nullable Object index, int size, int otherwise) {
        if (index == null) {
            return otherwise;
        }
        long place = Values.whole(index);
        return Math.clamp(place < 0 ? place + size : place, 0, size);
    }
}
