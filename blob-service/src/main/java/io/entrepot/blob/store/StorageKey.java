package io.entrepot.blob.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Where an object lies, unique to one upload and one claim of it and never used again; so deleting an old object can't
 * hit a new upload of the same digest. It begins with its day (UTC), so that old days can be searched for leftovers.
 */
public record StorageKey(String value) {
    /** The key of an upload's n-th claim, made at this time. */
    public static StorageKey of(Instant now, UUID upload, int claim) {
        var day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return new StorageKey(day + "/" + upload + "-" + claim);
    }

    /** A further object of the same upload and claim; {@code name} is unique among them. */
    public StorageKey with(String name) {
        return new StorageKey(value + "." + name);
    }

    public static boolean isDay(String text) {
        return text.length() == 8 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** What its value begins with; no day where it isn't one of ours. */
    public String day() {
        return value.substring(0, Math.max(0, value.indexOf('/')));
    }

    @Override
    public String toString() {
        return value;
    }
}
