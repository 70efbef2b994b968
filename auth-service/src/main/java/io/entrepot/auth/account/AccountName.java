package io.entrepot.auth.account;

import io.entrepot.model.Subject;

/**
 * The names by which one logs in: a user's own, {@code robot+NAME}, and {@code workload+ISSUER} for a job of that issuer,
 * since no user's name has a plus.
 */
public final class AccountName {
    private static final String ROBOT = "robot+";
    private static final String WORKLOAD = "workload+";

    private AccountName() {}

    public static Subject subject(String name) {
        if (name.startsWith(WORKLOAD)) {
            return new Subject(Subject.Kind.WORKLOAD, name.substring(WORKLOAD.length()));
        }
        return name.startsWith(ROBOT) ? Subject.robot(name.substring(ROBOT.length())) : Subject.user(name);
    }

    public static String ofIssuer(String issuer) {
        return WORKLOAD + issuer;
    }

    public static String ofRobot(String robot) {
        return ROBOT + robot;
    }
}
