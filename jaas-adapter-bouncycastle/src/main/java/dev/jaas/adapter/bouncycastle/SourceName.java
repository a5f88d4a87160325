package dev.jaas.adapter.bouncycastle;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How messages call the place that a key came from, and how a shell is told of it.
 *
 * @param name the path, or what it is
 * @param inCommand one word of a POSIX shell
 * @param mended one word of a POSIX shell for the file that a command writes, never the source itself
 */
record SourceName(String name, String inCommand, String mended) {

    private static final String PLACEHOLDER = "FILE";
    private static final String MENDED = ".pem";

    /** Longer ones are not paths: somebody has put the key itself where its path belongs. */
    private static final int LONGEST_PATH = 255;

    private static final Pattern NO_QUOTES_NEEDED = Pattern.compile("[A-Za-z0-9_./+=:@%,][A-Za-z0-9_./+=:@%,-]*");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}|-----BEGIN");

    static SourceName of(String description) {
        return new SourceName(description, PLACEHOLDER, PLACEHOLDER + MENDED);
    }

    static SourceName of(Path file) {
        String path = file.toString();
        if (path.isEmpty()
                || path.length() > LONGEST_PATH
                || UNPRINTABLE.matcher(path).find()) {
            return of("the file (its path is not shown: it does not look like one)");
        }
        return new SourceName(path, quoted(path), quoted(path + MENDED));
    }

    private static String quoted(String path) {
        String relative = path.startsWith("-") ? "./" + path : path;
        return NO_QUOTES_NEEDED.matcher(relative).matches() ? relative : "'" + relative.replace("'", "'\\''") + "'";
    }
}
