// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.agent.session;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import sallyport.agent.api.NodeApi;

/**
 * What all sessions of an agent share.
 *
 * @param clock dates frames
 * @param nanoClock measures time
 */
record SessionHost(NodeApi api, SessionAccounts accounts, InstantSource clock, LongSupplier nanoClock) {}
