package io.entrepot.kit.identity;

import io.entrepot.kit.http.Caller;

/** Who sent a request, by what it shows. */
sealed interface Visitor {
    /** Shows nothing. */
    record Stranger() implements Visitor {}

    /** Shows a name and its secret. */
    record Known(Login login) implements Visitor {}

    /** Shows a token of ours, which may have expired. */
    record Holder(Token token, Caller caller) implements Visitor {}

    /** Shows what nobody has. */
    record Impostor(boolean byToken) implements Visitor {}
}
