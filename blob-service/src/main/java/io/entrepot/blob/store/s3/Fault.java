package io.entrepot.blob.store.s3;

import io.entrepot.kit.db.UnavailableException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the SDK's failures mean, after it has tried again as often as it does. */
final class Fault {
    /** Answers that say that the parts of a multipart upload are not what they were when they were sent. */
    private static final Set<String> WRONG_PARTS = Set.of("InvalidPart", "InvalidPartOrder", "EntityTooSmall");

    private Fault() {}

    /** The failure for the rest of the registry: «not now» is an {@link UnavailableException}. */
    static Throwable of(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case S3Exception refused
            when refused.statusCode() >= 500 || refused.statusCode() == 429 ->
                new UnavailableException("object store answers " + refused.statusCode() + " " + code(refused), refused);
            case S3Exception refused
            when code(refused).equals("RequestTimeout") ->
                new UnavailableException("object store got a request too slowly", refused);
            case SdkClientException broken ->
                new UnavailableException("object store does not answer: " + reason(broken), broken);
            default -> cause;
        };
    }

    /** No such object, or no such multipart upload; some servers say the one and mean the other. */
    static boolean isAbsent(Throwable failure) {
        return failure instanceof S3Exception refused && refused.statusCode() == 404;
    }

    static boolean isWrongParts(Throwable failure) {
        return failure instanceof S3Exception refused && WRONG_PARTS.contains(code(refused));
    }

    /** A range behind the end of the object. */
    static boolean isOutOfRange(Throwable failure) {
        return failure instanceof S3Exception refused && refused.statusCode() == 416;
    }

    private static String code(S3Exception refused) {
        var details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String reason(SdkClientException broken) {
        Throwable root = broken;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
