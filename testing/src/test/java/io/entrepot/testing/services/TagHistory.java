package io.entrepot.testing.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.wire.Answers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All moves of a tag, the first one first. */
record TagHistory(List<Move> moves) {
    record Move(int version, @Nullable String from, @Nullable String to) {}

    static TagHistory read(PatientClient client, String repository, String tag) {
        var moves = new ArrayList<Move>();
        var path = "/api/v1/repositories/" + repository + "/tags/" + tag + "/history?limit=100";
        for (var cursor = ""; ; ) {
            var answer = client.get(path + cursor);
            assertThat(answer.statusCode()).isEqualTo(200);
            var page = Answers.json(answer);
            page.path("moves")
                    .forEach(move -> moves.add(new Move(
                            move.path("version").asInt(),
                            move.path("from").textValue(),
                            move.path("to").textValue())));
            if (page.path("next").isNull()) {
                Collections.reverse(moves);
                return new TagHistory(moves);
            }
            cursor = "&cursor=" + page.path("next").asText();
        }
    }

    /** No version is left out, and each move begins where the one before ended. */
    void assertUnbroken() {
        for (var i = 0; i < moves.size(); i++) {
            assertThat(moves.get(i).version()).isEqualTo(i + 1);
            assertThat(moves.get(i).from()).isEqualTo(i == 0 ? null : moves.get(i - 1).to());
        }
    }

    List<@Nullable String> destinations() {
        return moves.stream().<@Nullable String>map(Move::to).toList();
    }
}
