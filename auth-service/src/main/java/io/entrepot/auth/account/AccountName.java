package io.entrepot.auth.account;

import io.entrepot.model.Subject;

/** The names by which accounts log in: a user's own, and {@code robot+NAME}, since no user's name has a plus. */
public final class AccountName {
    private static final String ROBOT = "robot+";

    private AccountName() {}

    public static Subject subject(String name) {
        return name.startsWith(ROBOT) ? Subject.robot(name.substring(ROBOT.length())) : Subject.user(name);
    }

    public static String ofRobot(String robot) {
        return ROBOT + robot;
    }
}
