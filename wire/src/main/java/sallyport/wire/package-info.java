/** Placeholder first sentence. */
@NullMarked
package sallyport.wire;

import org.jspecify.annotations.NullMarked;
