/** What the project gives to others, and builds that use nothing else of it. */
@NullMarked
package dev.failoverlab.published;

import org.jspecify.annotations.NullMarked;
