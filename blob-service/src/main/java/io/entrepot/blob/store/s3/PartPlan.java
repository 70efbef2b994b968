package io.entrepot.blob.store.s3;

/**
 * How large the parts of a multipart upload are, by their number: small ones first, so that an ordinary layer needs
 * little memory, growing so that the numbers last for hundreds of gigabytes.
 *
 * <p>A writer uses every second number, and the next one the numbers in between; so one that was fenced off while it was
 * sending can't replace a part of its successor. Even the successor's successor is safe from it: an upload is completed
 * with the ETags of the parts that were meant.
 */
final class PartPlan {
    static final int LAST_NUMBER = 10_000;

    /** The size of the first parts; what is shorter at the end of a request goes to an object of its own. */
    static final int FIRST_SIZE = 8 << 20;

    private static final int GROWTHS = 3;
    static final int LARGEST_SIZE = FIRST_SIZE << GROWTHS;

    private static final int NUMBERS_OF_A_SIZE = 1_600;
    private static final int STRIDE = 2;

    private PartPlan() {}

    /** How many bytes the part of a number has, unless it is the last one. */
    static int size(int number) {
        return FIRST_SIZE << Math.min(GROWTHS, number / NUMBERS_OF_A_SIZE);
    }

    /** The number of a writer's next part. */
    static int next(int lastNumber, int writer) {
        var next = lastNumber + 1;
        return (next & 1) == (writer & 1) ? next : next + STRIDE - 1;
    }
}
