package io.entrepot.testing.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;

/** Bodies: manifests that are nearly right, broken JSON, and noise. One character is one byte. */
final class RandomBody {
    private final Random random;
    private final Target target;

    RandomBody(Random random, Target target) {
        this.random = random;
        this.target = target;
    }

    String next() {
        var manifests = target.image().manifests();
        var manifest =
                new String(manifests.get(random.nextInt(manifests.size())).bytes(), StandardCharsets.ISO_8859_1);
        return switch (random.nextInt(8)) {
            case 0 -> manifest;
            case 1 -> manifest.substring(0, random.nextInt(manifest.length()));
            case 2 -> withOtherValue(manifest);
            case 3 -> withOtherBytes(manifest);
            case 4 -> nested(random.nextInt(20_000));
            case 5 ->
                one(
                        "{}",
                        "[]",
                        "null",
                        "0",
                        "\"\"",
                        "{\"schemaVersion\":2}",
                        "{\"a\":1,\"a\":2}",
                        "\u00ef\u00bb\u00bf{}",
                        "\0");
            case 6 -> "{\"schemaVersion\":1,\"signatures\":[" + "{},".repeat(random.nextInt(1_000)) + "{}]}";
            default -> noise(random.nextInt(50_000));
        };
    }

    private String withOtherValue(String manifest) {
        var member = one("mediaType", "digest", "size", "config", "layers", "manifests", "schemaVersion", "platform");
        var value = one(
                "null",
                "[]",
                "{}",
                "-1",
                "1e400",
                "\"\"",
                "\"sha256:x\"",
                "[null]",
                "[[]]",
                "{\"digest\":7}",
                "true",
                "\"\\ud800\"");
        // Both spellings of a member appear: readers differ in which one they believe.
        return manifest.replaceFirst(
                "\"" + member + "\":",
                Matcher.quoteReplacement("\"" + member + "\":" + value + ",\"" + member + "\":"));
    }

    private String withOtherBytes(String manifest) {
        var changed = new StringBuilder(manifest);
        for (var i = 1 + random.nextInt(10); i > 0; i--) {
            changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(256));
        }
        return changed.toString();
    }

    private String nested(int depth) {
        var open = one("[", "{\"a\":", "{\"layers\":[", "{\"config\":");
        return open.repeat(depth);
    }

    private String noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
