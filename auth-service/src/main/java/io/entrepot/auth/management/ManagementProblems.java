package io.entrepot.auth.management;

import io.entrepot.kit.rest.Problem;
import jakarta.persistence.OptimisticLockException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the rules of this API and the database behind it refuse. */
class ManagementProblems {
    @ServerExceptionMapper
    RestResponse<Problem> refused(Refused refusal) {
        return refusal.problem().answer();
    }

    @ServerExceptionMapper
    RestResponse<Problem> exists(ConstraintViolationException violation) {
        return Refused.conflict("there is one of this name already").problem().answer();
    }

    /** Text that the database can't hold, such as a name with a NUL. */
    @ServerExceptionMapper
    RestResponse<Problem> refused(DataException unstorable) {
        return Problem.malformed("it has characters that nothing here can have", null)
                .answer();
    }

    @ServerExceptionMapper({OptimisticLockException.class, StaleStateException.class})
    RestResponse<Problem> overtaken(RuntimeException stale) {
        return Refused.changed().problem().answer();
    }
}
