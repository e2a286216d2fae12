/**
 * The faults, one class for each: its word, what it needs, its parameters, how it is
 * inflicted and healed, and its phrases. {@link dev.failoverlab.cluster.fault.Faults}
 * lists them; readers, schema, help and documentation are derived.
 */
@NullMarked
package dev.failoverlab.cluster.fault;

import org.jspecify.annotations.NullMarked;
