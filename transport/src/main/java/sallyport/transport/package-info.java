/** Placeholder first sentence. */
@NullMarked
package sallyport.transport;

import org.jspecify.annotations.NullMarked;
