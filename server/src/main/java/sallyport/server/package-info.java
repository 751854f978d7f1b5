/** Placeholder first sentence. */
@NullMarked
package sallyport.server;

import org.jspecify.annotations.NullMarked;
