// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.service.ssm.tag;

import java.util.List;
import sallyport.server.aws.Operation;
import sallyport.server.identity.Home;
import sallyport.server.node.Nodes;

/** The operations on tags. */
public final class TagOperations {
    private TagOperations() {}

    public static List<Operation<?, ?, ?>> all(Home home, Nodes nodes) {
        Taggable taggable = new Taggable(home, nodes);
        return List.of(
                new AddTagsToResource(taggable, nodes),
                new RemoveTagsFromResource(taggable, nodes),
                new ListTagsForResource(taggable));
    }
}
