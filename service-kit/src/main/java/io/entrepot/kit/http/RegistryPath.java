package io.entrepot.kit.http;

import io.entrepot.model.Digest;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.Reference;
import io.entrepot.model.RepositoryName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A path under {@code /v2/}, parsed once. It is read from its end, so that a repository's name may have parts called
 * {@code blobs}, {@code manifests}, {@code tags} or {@code uploads}.
 */
public final class RegistryPath {
    /** The longest path worth looking at: a name, a route and a sha512 digest or an upload session. */
    private static final int MAX_LENGTH = 1024;

    private static final String ROOT = "/v2";

    private final RouteKind kind;
    private final @Nullable RepositoryName repository;
    private final @Nullable Reference reference;
    private final @Nullable String session;

    private RegistryPath(
            RouteKind kind,
            @Nullable RepositoryName repository,
            @Nullable Reference reference,
            @Nullable String session) {
        this.kind = kind;
        this.repository = repository;
        this.reference = reference;
        this.session = session;
    }

    /**
     * Reads a raw request path.
     *
     * @return null where the path is none of the API
     * @throws OciException where it is one, but its name, tag or digest is malformed
     */
    public static @Nullable RegistryPath parse(String path) {
        if (path.length() > MAX_LENGTH) {
            throw OciError.NAME_INVALID.because("the path is too long");
        }
        var lastSlash = path.lastIndexOf('/');
        if (lastSlash <= 0) {
            return path.equals(ROOT) ? new RegistryPath(RouteKind.BASE, null, null, null) : null;
        }
        if (lastSlash == ROOT.length()) {
            return switch (path.substring(lastSlash + 1)) {
                case "" -> new RegistryPath(RouteKind.BASE, null, null, null);
                case "_catalog" -> new RegistryPath(RouteKind.CATALOG, null, null, null);
                default -> null;
            };
        }
        var last = path.substring(lastSlash + 1);
        var noun = path.lastIndexOf('/', lastSlash - 1);
        if (isSegment(path, noun, lastSlash, "manifests")) {
            return new RegistryPath(RouteKind.MANIFEST, name(path, noun), Reference.parse(decoded(last)), null);
        }
        if (isSegment(path, noun, lastSlash, "blobs")) {
            return last.equals("uploads")
                    ? new RegistryPath(RouteKind.UPLOADS, name(path, noun), null, null)
                    : new RegistryPath(RouteKind.BLOB, name(path, noun), Digest.parse(decoded(last)), null);
        }
        if (isSegment(path, noun, lastSlash, "uploads")) {
            var beforeNoun = path.lastIndexOf('/', noun - 1);
            if (isSegment(path, beforeNoun, noun, "blobs")) {
                return last.isEmpty()
                        ? new RegistryPath(RouteKind.UPLOADS, name(path, beforeNoun), null, null)
                        : new RegistryPath(RouteKind.UPLOAD, name(path, beforeNoun), null, last);
            }
        }
        if (isSegment(path, noun, lastSlash, "tags") && last.equals("list")) {
            return new RegistryPath(RouteKind.TAGS, name(path, noun), null, null);
        }
        if (isSegment(path, noun, lastSlash, "referrers")) {
            return new RegistryPath(RouteKind.REFERRERS, name(path, noun), Digest.parse(decoded(last)), null);
        }
        return null;
    }

    private static boolean isSegment(String path, int slash, int end, String segment) {
        return slash > ROOT.length() && end - slash - 1 == segment.length() && path.startsWith(segment, slash + 1);
    }

    private static RepositoryName name(String path, int end) {
        return RepositoryName.parse(path.substring(ROOT.length() + 1, end));
    }

    /** Some clients write the colon of a digest as {@code %3A}. */
    private static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment; // stays malformed, and is refused as such by whoever parses it
        }
    }

    public RouteKind kind() {
        return kind;
    }

    /** The repository; only {@link RouteKind#BASE} and {@link RouteKind#CATALOG} have none. */
    public RepositoryName repository() {
        return Objects.requireNonNull(repository);
    }

    /** The tag or digest of a {@link RouteKind#MANIFEST}. */
    public Reference reference() {
        return Objects.requireNonNull(reference);
    }

    /** The digest of a {@link RouteKind#BLOB} or {@link RouteKind#REFERRERS}. */
    public Digest digest() {
        return (Digest) reference();
    }

    /** The session's name in the path of a {@link RouteKind#UPLOAD}, not yet verified. */
    public String session() {
        return Objects.requireNonNull(session);
    }
}
