// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions: what they are, who may connect to them, and when and why they end.
 *
 * <p>Main path: {@link sallyport.server.session.Sessions#open} writes a row with the hash of the client's token and tells
 * the node; each end redeems its token at the gateway, which attaches the live connection; from then on the state machine
 * decides from what happens, and from the clock, whether the session goes on. Every end has an
 * {@link sallyport.server.session.EndReason}, told to the user, to DescribeSessions and to the ledger.
 *
 * <p>Must not know what travels in a session: the relay of the bytes is {@code gateway}'s.
 */
@NullMarked
package sallyport.server.session;

import org.jspecify.annotations.NullMarked;
