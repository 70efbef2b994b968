package io.entrepot.kit.identity;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** The event loop that asked, where the answer comes from another one: requests stay on theirs. */
final class Asker {
    private Asker() {}

    /** The same future, but it ends on the event loop that called this; one that has ended already costs nothing. */
    static <T> Future<T> here(Future<T> answer) {
        var context = Vertx.currentContext();
        if (context == null || answer.isComplete()) {
            return answer;
        }
        Promise<T> here = Promise.promise();
        answer.onComplete(result -> context.runOnContext(back -> here.handle(result)));
        return here.future();
    }
}
