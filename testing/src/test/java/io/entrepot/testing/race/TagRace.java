package io.entrepot.testing.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
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

    /** @param push when it came to be, where that was by a push */
    private record State(@Nullable String digest, @Nullable Push push) {
        /** Then it was there before the pull began, and nothing older can have been seen. */
        boolean wasThereBefore(Pull pull) {
            return push != null && push.answered() < pull.begun();
        }

        boolean beganAfter(Pull pull) {
            return push != null && push.begun() > pull.answered();
        }
    }

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
        var states = states(history);
        pulls.forEach(pull -> judge(pull, states));
        assertThat(wrong).isEmpty();
    }

    /** What the tag named, from before its first change on. */
    private List<State> states(TagHistory history) {
        var states = new ArrayList<State>();
        states.add(new State(null, null));
        for (var target : history.targets()) {
            states.add(new State(target, target == null ? null : pushes.get(target)));
        }
        return states;
    }

    private void judge(Pull pull, List<State> states) {
        var oldest = states.size() - 1;
        while (oldest > 0 && !states.get(oldest).wasThereBefore(pull)) {
            oldest--;
        }
        for (var version = oldest; version < states.size(); version++) {
            if (states.get(version).beganAfter(pull)) {
                break; // neither this nor anything after it can have been seen
            }
            if (Objects.equals(states.get(version).digest(), pull.digest())) {
                return;
            }
        }
        wrong.add("a pull that saw " + pull.digest() + " at none of the versions from " + oldest + " on");
    }
}
