/** Placeholder first sentence. */
@NullMarked
package sallyport.e2e;

import org.jspecify.annotations.NullMarked;
