package io.entrepot.auth.workload;

import io.entrepot.model.Subject;

/**
 * A job whose token was found to be good.
 *
 * @param subject the rule that it matches
 * @param claimed what its issuer calls it
 */
public record Job(Subject subject, String claimed) {}
