// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.session.grant;

import sallyport.server.authz.Circumstances;
import sallyport.server.authz.Requirement;
import sallyport.server.identity.Caller;

/**
 * What a session was allowed on, as it was then: to be asked again when what somebody may do has changed.
 *
 * @param caller who started it
 * @param requirement what was asked for, with the tags of that time
 * @param by which statement allowed it, for people
 */
public record Grant(Caller caller, Circumstances circumstances, Requirement requirement, String by) {}
