/** Placeholder first sentence. */
@NullMarked
package sallyport.ledger;

import org.jspecify.annotations.NullMarked;
