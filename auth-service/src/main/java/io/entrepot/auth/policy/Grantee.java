package io.entrepot.auth.policy;

import io.entrepot.model.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a policy is about. */
public sealed interface Grantee {
    /** Whether this is about somebody who is in these groups. */
    boolean includes(Subject who, Collection<String> groups);

    /** One user, robot or workload, or whoever shows nothing; what that one may do, everybody may. */
    record One(Subject subject) implements Grantee {
        @Override
        public boolean includes(Subject who, Collection<String> groups) {
            return subject.equals(who) || subject.equals(Subject.ANONYMOUS);
        }

        @Override
        public String toString() {
            return subject.toString();
        }
    }

    /** The members of a group. */
    record Group(String name) implements Grantee {
        private static final String PREFIX = "group:";

        @Override
        public boolean includes(Subject who, Collection<String> groups) {
            return groups.contains(name);
        }

        @Override
        public String toString() {
            return PREFIX + name;
        }
    }

    /** Everybody who has logged in. */
    record Authenticated() implements Grantee {
        private static final String TEXT = "authenticated";

        @Override
        public boolean includes(Subject who, Collection<String> groups) {
            return !who.equals(Subject.ANONYMOUS);
        }

        @Override
        public String toString() {
            return TEXT;
        }
    }

    /** Reads the text form, such as {@code group:dev}; null where it is none. */
    static @Nullable Grantee parse(String text) {
        if (text.equals(Authenticated.TEXT)) {
            return new Authenticated();
        }
        if (text.startsWith(Group.PREFIX) && text.length() > Group.PREFIX.length()) {
            return new Group(text.substring(Group.PREFIX.length()));
        }
        var subject = Subject.parse(text);
        return subject == null ? null : new One(subject);
    }

    /** All that include somebody who is in these groups. */
    static List<Grantee> of(Subject who, Collection<String> groups) {
        var all = new ArrayList<Grantee>();
        all.add(new One(Subject.ANONYMOUS));
        if (!who.equals(Subject.ANONYMOUS)) {
            all.add(new Authenticated());
            all.add(new One(who));
            groups.forEach(group -> all.add(new Group(group)));
        }
        return all;
    }
}
