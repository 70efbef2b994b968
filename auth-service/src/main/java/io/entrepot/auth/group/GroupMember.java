package io.entrepot.auth.group;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A user's membership in a group. */
@Entity
@Table(name = "group_member")
@IdClass(GroupMember.Key.class)
public class GroupMember {
    /** Who is in what. */
    public record Key(String groupName, String userName) implements Serializable {}

    @Id
    private String groupName;

    @Id
    private String userName;

    GroupMember(Key key) {
        this.groupName = key.groupName();
        this.userName = key.userName();
    }

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected GroupMember() {}

    String userName() {
        return userName;
    }
}
