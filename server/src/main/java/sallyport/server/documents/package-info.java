// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Session documents: what a session may be, and what a caller may choose about it.
 *
 * <p>Main path: {@link sallyport.server.documents.SessionDocuments#find} gives the
 * {@link sallyport.server.documents.DocumentTemplate} of a name; {@link sallyport.server.documents.DocumentTemplate#fill}
 * checks the caller's parameters against it and puts them in place of its {@code {{ names }}}. What comes out is what a
 * node receives.
 *
 * <p>The built-in documents are the JSON files beside this package. They are compatible with those of AWS, which owns the
 * names; the wording is ours.
 */
@NullMarked
package sallyport.server.documents;

import org.jspecify.annotations.NullMarked;
