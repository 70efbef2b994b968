package io.entrepot.auth.policy;

import io.entrepot.model.Permission;

/** Lets somebody do something. There is no policy that forbids: what none allows is denied. */
public record Policy(Grantee to, Permission permission) {}
