// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps secrets: how they are held in memory, wrapped at rest and compared.
 *
 * <p>Main path: {@link sallyport.server.keys.MasterKeyFile} is read at start. A {@link sallyport.server.keys.Secret} is
 * wrapped by the {@link sallyport.server.keys.MasterKey} before it reaches the store and unwrapped when a request needs it.
 * Tokens that only have to be recognised are never stored at all: the store holds their
 * {@link sallyport.server.keys.TokenHash}.
 *
 * <p>Must not know what a secret is for.
 */
@NullMarked
package sallyport.server.keys;

import org.jspecify.annotations.NullMarked;
