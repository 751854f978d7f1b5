// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.iam;

/** A rule of IAM is broken; nothing was changed. */
public final class IamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient IamProblem problem;

    public IamException(IamProblem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    public IamProblem problem() {
        return problem;
    }
}
