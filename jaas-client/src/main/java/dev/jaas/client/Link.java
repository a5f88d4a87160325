// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

/**
 * A place in a ring, which is a list that begins and ends at a link of its owner's: adding to it and removing from its middle
 * cost the same however long it is, and touch the neighbours only. Guarded by the owner of the ring.
 */
class Link {

    private Link previous = this;
    private Link next = this;

    /** The link after this one; the last one's is that of the owner. */
    final Link next() {
        return next;
    }

    /** Adds this, which is in no ring, at the end of the owner's. */
    final void linkBefore(Link owner) {
        previous = owner.previous;
        next = owner;
        previous.next = this;
        owner.previous = this;
    }

    /** Removes this from its ring. Does nothing if it is in none. */
    final void unlink() {
        previous.next = next;
        next.previous = previous;
        previous = this;
        next = this;
    }

    /** Whether this is in no ring, or of an owner, whether its ring is empty. */
    final boolean isAlone() {
        return next == this;
    }
}
