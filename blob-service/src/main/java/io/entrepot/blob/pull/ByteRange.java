package io.entrepot.blob.pull;

import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A satisfiable range of a blob (RFC 9110, section 14), both ends inclusive. */
record ByteRange(long start, long end) {
    private static final String UNIT = "bytes=";
    private static final int MOST = 1024;

    long length() {
        return end - start + 1;
    }

    String contentRange(long size) {
        return "bytes " + start + "-" + end + "/" + size;
    }

    /**
     * The ranges of a header that can be satisfied, in its order; empty where the header is of another unit, and the
     * whole blob is the answer. Fails with 416 where none can be satisfied or one is malformed, with 400 where they are
     * too many or overlap, which no honest client asks for.
     */
    static List<ByteRange> parse(String header, long size) {
        if (!header.startsWith(UNIT)) {
            return List.of();
        }
        var ranges = new ArrayList<ByteRange>();
        var count = 0;
        for (var spec : header.substring(UNIT.length()).split(",", MOST + 2)) {
            if (++count > MOST) {
                throw OciError.SIZE_INVALID.because("more than " + MOST + " ranges");
            }
            add(ranges, spec.strip(), size);
        }
        if (ranges.isEmpty()) {
            throw unsatisfiable(size);
        }
        refuseOverlaps(ranges);
        return ranges;
    }

    private static void add(List<ByteRange> ranges, String spec, long size) {
        var dash = spec.indexOf('-');
        if (dash < 0) {
            throw unsatisfiable(size);
        }
        if (dash == 0) {
            var suffix = number(spec.substring(1), size);
            if (suffix > 0 && size > 0) {
                ranges.add(new ByteRange(Math.max(0, size - suffix), size - 1));
            }
            return;
        }
        var start = number(spec.substring(0, dash), size);
        var last = spec.substring(dash + 1);
        var end = last.isEmpty() ? Long.MAX_VALUE : number(last, size);
        if (end < start) {
            throw unsatisfiable(size);
        }
        if (start < size) {
            ranges.add(new ByteRange(start, Math.min(end, size - 1)));
        }
    }

    private static void refuseOverlaps(List<ByteRange> ranges) {
        var sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(ByteRange::start));
        for (var i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).start <= sorted.get(i - 1).end) {
                throw OciError.SIZE_INVALID.because("the ranges overlap");
            }
        }
    }

    private static long number(String digits, long size) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw unsatisfiable(size);
        }
        // Nineteen digits may be more than a long; anything that long is beyond every blob.
        return digits.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
    }

    static OciException unsatisfiable(long size) {
        return OciError.SIZE_INVALID
                .because(416, "the range can't be satisfied")
                .with(Map.of("Content-Range", "bytes */" + size, "Accept-Ranges", "bytes"));
    }
}
