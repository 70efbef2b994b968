package io.entrepot.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.OciError;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorAnswerTest {
    @ParameterizedTest
    @EnumSource(OciError.class)
    void rendersTheSpecifiedForm(OciError error) {
        var body = new JsonObject(ErrorAnswer.body(error.because("why")));
        assertThat(body.fieldNames()).containsExactly("errors");
        assertThat(body.getJsonArray("errors")).hasSize(1);
        assertThat(body.getJsonArray("errors").getJsonObject(0).getMap())
                .containsEntry("code", error.name())
                .containsEntry("message", error.message())
                .containsEntry("detail", "why");
        assertThat(error.name()).matches("[A-Z_]+");
    }

    @Test
    void escapesWhatAClientSent() {
        var hostile = "\"}],\u0000\n<script>\u2028é\ud83d";
        var body = new JsonObject(ErrorAnswer.body(OciError.NAME_INVALID.because(409, hostile)));
        assertThat(body.getJsonArray("errors").getJsonObject(0).getString("detail"))
                .isEqualTo(hostile);
    }
}
