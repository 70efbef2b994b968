package io.entrepot.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final RegistryHandler handler = request -> Future.succeededFuture();
    private final RouteTable table =
            new RouteTable().on(RouteKind.BLOB, HttpMethod.GET, handler).on(RouteKind.BLOB, HttpMethod.DELETE, handler);

    @Test
    void asksTheHandlerOfGetForHeadToo() {
        assertThat(table.find(RouteKind.BLOB, HttpMethod.HEAD)).isEqualTo(new RouteTable.Route(handler, false));
    }

    @Test
    void knowsWhatAnotherServiceAsksAbout() {
        table.through(RouteKind.TAGS, HttpMethod.GET, handler);

        assertThat(table.find(RouteKind.TAGS, HttpMethod.HEAD)).isEqualTo(new RouteTable.Route(handler, true));
    }

    @Test
    void saysWhichMethodsARouteAnswers() {
        assertThat(table.allowed(RouteKind.BLOB)).isEqualTo("GET, HEAD, DELETE");
        assertThat(table.allowed(RouteKind.TAGS)).isEmpty();
        assertThat(table.find(RouteKind.BLOB, HttpMethod.PUT)).isNull();
    }

    @Test
    void refusesASecondHandler() {
        assertThatThrownBy(() -> table.on(RouteKind.BLOB, HttpMethod.GET, handler))
                .isInstanceOf(IllegalStateException.class);
    }
}
