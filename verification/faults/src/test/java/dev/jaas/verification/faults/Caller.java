package dev.jaas.verification.faults;

/** Who gives a command, and what they do while it is under way. */
@FunctionalInterface
interface Caller {

    /** Gives the cell's command, and says what the caller was told. */
    Told give(Cell cell) throws Exception;
}
