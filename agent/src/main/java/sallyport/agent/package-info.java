/** Placeholder first sentence. */
@NullMarked
package sallyport.agent;

import org.jspecify.annotations.NullMarked;
