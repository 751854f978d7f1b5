// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.node;

import sallyport.server.keys.Secret;

/** An activation as it is handed out: the only moment at which its code is in the clear. */
public record NewActivation(Activation activation, Secret code) {}
