/** Tests of who a job is taken for. */
@NullMarked
package io.entrepot.auth.workload;

import org.jspecify.annotations.NullMarked;
