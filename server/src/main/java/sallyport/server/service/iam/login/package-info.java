// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/** The operations of IAM on what users sign in to a console with. */
@NullMarked
package sallyport.server.service.iam.login;

import org.jspecify.annotations.NullMarked;
