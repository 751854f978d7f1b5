/** Placeholder first sentence. */
@NullMarked
package sallyport.bench;

import org.jspecify.annotations.NullMarked;
