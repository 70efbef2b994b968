package io.entrepot.auth.workload;

import io.entrepot.model.Subject;
import java.time.Instant;

/**
 * A job whose token was found to be good.
 *
 * @param subject the rule that it matches
 * @param claimed what its issuer calls it
 * @param until when its token ends
 */
public record Job(Subject subject, String claimed, Instant until) {}
