// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws;

import sallyport.server.identity.Caller;

/**
 * One API operation: what it needs and what it does. One class per operation; stateless but for its collaborators, thread-safe.
 *
 * <p>{@code I} and {@code O} are records that mirror the shapes of the service model: a component for each member the operation cares about,
 * of the same name with a small first letter ({@code IPAddress} may be {@code ipAddress}); members the model does not require are
 * {@code Optional}, {@code List} or {@code Map}; timestamps are {@code Instant}. The front door checks that at start. Requests arrive
 * validated against the model, so {@code plan} and {@code handle} check only what a model cannot say.
 *
 * @param <I> the request
 * @param <R> what {@code plan} found, so that {@code handle} need not look again: authorised is what is acted on
 * @param <O> the reply; {@link Nothing} if it is empty
 */
public interface Operation<I, R, O> {

    /** As AWS calls it: {@code StartSession}. */
    String name();

    Class<I> input();

    /** How a caller proves who it is. */
    default Authentication authentication() {
        return Authentication.ACCESS_KEY;
    }

    /** Whether it changes anything. If so an intent is on the ledger before {@code handle} begins, and an outcome before the reply. */
    boolean mutates();

    /**
     * Whether agents call it all day long to say that they are there. A successful call is then not entered in the ledger: what it changes
     * about the node is entered by whoever notices the change. Refused and failed calls are entered as ever.
     */
    default boolean heartbeat() {
        return false;
    }

    /**
     * Resolves what the request names and says what the caller must be allowed to do. Changes nothing, and tells a caller who may not know
     * nothing about what exists: what is missing is for {@code handle} to say.
     *
     * @throws AwsException if the request makes no sense whoever calls
     */
    Plan<R> plan(I request, Caller caller);

    /**
     * Does it. The caller is authorised and the intent on the ledger.
     *
     * @throws AwsException the answer if it cannot be done
     */
    O handle(I request, R resolved, Call call);
}
