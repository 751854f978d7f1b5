// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * May this caller do this? The one place that answers, for API calls and for the sessions that go on after them.
 *
 * <p>An operation says what it needs as a {@link sallyport.server.authz.Requirement} over resources it has already resolved;
 * {@link sallyport.server.authz.Authorizer} turns caller and requirement into a {@link sallyport.server.authz.Decision}. Whatever is not
 * allowed is denied. Nothing here reads state or does I/O.
 */
@NullMarked
package sallyport.server.authz;

import org.jspecify.annotations.NullMarked;
