package io.entrepot.auth.management;

import io.entrepot.kit.rest.Problem;
import io.entrepot.kit.rest.Refused;
import jakarta.persistence.OptimisticLockException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the database behind this API refuses. */
class ManagementProblems {
    @ServerExceptionMapper
    RestResponse<Problem> exists(ConstraintViolationException violation) {
        return Refused.conflict("there is one of this name already").problem().answer();
    }

    @ServerExceptionMapper({OptimisticLockException.class, StaleStateException.class})
    RestResponse<Problem> overtaken(RuntimeException stale) {
        return Refused.changed().problem().answer();
    }
}
