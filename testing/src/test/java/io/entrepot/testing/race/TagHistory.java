package io.entrepot.testing.race;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.testing.wire.Answers;
import io.entrepot.testing.wire.OciClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All changes of a tag as the registry recorded them, oldest first. */
public record TagHistory(List<Move> moves) {
    public record Move(
            long version, @Nullable String from, @Nullable String to) {}

    public static TagHistory of(OciClient client, String repository, String tag) {
        var path = "/api/v1/repositories/" + repository + "/tags/" + tag + "/history?limit=1000";
        var moves = new ArrayList<Move>();
        for (@Nullable String cursor = ""; cursor != null; ) {
            var page = Answers.json(client.get(path + cursor));
            page.path("moves")
                    .forEach(move ->
                            moves.add(new Move(move.path("version").asLong(), text(move, "from"), text(move, "to"))));
            var next = text(page, "next");
            cursor = next == null ? null : "&cursor=" + next;
        }
        Collections.reverse(moves);
        return new TagHistory(moves);
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.path(member).asText() : null;
    }

    /** Each change begins where the one before it ended, and none is missing. */
    public void assertUnbroken() {
        @Nullable String before = null;
        for (var i = 0; i < moves.size(); i++) {
            assertThat(moves.get(i).version()).isEqualTo(i + 1);
            assertThat(moves.get(i).from()).as("version " + (i + 1)).isEqualTo(before);
            before = moves.get(i).to();
        }
    }

    /** What the tag named after each change; null where it was deleted. */
    public List<@Nullable String> targets() {
        return moves.stream().<@Nullable String>map(Move::to).toList();
    }
}
