/** Placeholder first sentence. */
@NullMarked
package sallyport.testkit;

import org.jspecify.annotations.NullMarked;
