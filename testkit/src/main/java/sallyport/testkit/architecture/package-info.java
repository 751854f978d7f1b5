// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The house rules of the code as tests, each with its reason.
 *
 * <p>Main path: a module's {@code ArchitectureTest} asks {@link sallyport.testkit.architecture.Architecture} for its rules and
 * returns them from a test factory. Rules about dependencies read the compiled classes of the module, rules about texts and sizes
 * read its sources with the compiler's own parser.
 */
@NullMarked
package sallyport.testkit.architecture;

import org.jspecify.annotations.NullMarked;
