/** Placeholder first sentence. */
@NullMarked
package sallyport.client;

import org.jspecify.annotations.NullMarked;
