package io.entrepot.testing.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Requests about one tag, with the times between which each was under way, to be judged by the tag's history: a pull may
 * see the state of any moment between its beginning and its end, and of no other.
 */
final class TagRace {
    private record Push(long begun, long answered) {}

    /** @param digest null where the tag was not there */
    private record Pull(long begun, long answered, @Nullable String digest) {}

    private final OciClient client;
    private final String repository;
    private final String tag;
    private final Map<String, Push> pushes = new ConcurrentHashMap<>();
    private final Queue<Pull> pulls = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    TagRace(OciClient client, String repository, String tag) {
        this.client = client;
        this.repository = repository;
        this.tag = tag;
    }

    HttpResponse<byte[]> push(Blob manifest) {
        var begun = System.nanoTime();
        var answer = client.pushManifest(repository, tag, manifest);
        pushes.put(manifest.digest(), new Push(begun, System.nanoTime()));
        expect("push", answer, 201);
        return answer;
    }

    void delete() {
        expect("delete", client.delete("/v2/" + repository + "/manifests/" + tag), 202, 404);
    }

    void pull() {
        var begun = System.nanoTime();
        var answer = client.manifest(repository, tag);
        var answered = System.nanoTime();
        expect("pull", answer, 200, 404);
        if (answer.statusCode() == 404) {
            pulls.add(new Pull(begun, answered, null));
            return;
        }
        var digest = Blob.digest("sha256", answer.body());
        pulls.add(new Pull(begun, answered, digest));
        if (!answer.headers().firstValue("Docker-Content-Digest").orElse("").equals(digest)) {
            wrong.add("a pull whose bytes are not those of its digest: " + answer.headers());
        }
    }

    private void expect(String what, HttpResponse<byte[]> answer, Integer... statuses) {
        if (!List.of(statuses).contains(answer.statusCode())) {
            wrong.add(what + ": " + answer.statusCode());
        }
    }

    void assertNoWrongAnswer(TagHistory history) {
        history.assertUnbroken();
        assertThat(history.targets()).containsAll(pushes.keySet());
        assertThat(pulls).anyMatch(pull -> pull.digest() == null).anyMatch(pull -> pull.digest() != null);
        pulls.forEach(pull -> judge(pull, history));
        assertThat(wrong).isEmpty();
    }

    private void judge(Pull pull, TagHistory history) {
        var oldest = 0;
        for (var version = 1; version <= history.moves().size(); version++) {
            var push = pushOf(history, version);
            if (push != null && push.answered() < pull.begun()) {
                oldest = version; // it was over before the pull began, and so was all that came before it
            }
        }
        for (var version = oldest; version <= history.moves().size(); version++) {
            var push = pushOf(history, version);
            if (push != null && push.begun() > pull.answered()) {
                break; // neither this nor anything after it can have been seen
            }
            var target = version == 0 ? null : history.targets().get(version - 1);
            if (Objects.equals(target, pull.digest())) {
                return;
            }
        }
        wrong.add("a pull that saw " + pull.digest() + " at none of the versions from " + oldest + " on");
    }

    private @Nullable Push pushOf(TagHistory history, int version) {
        var target = version == 0 ? null : history.targets().get(version - 1);
        return target == null ? null : pushes.get(target);
    }
}
