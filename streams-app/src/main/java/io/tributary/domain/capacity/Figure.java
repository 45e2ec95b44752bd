package io.tributary.domain.capacity;

/**
 * A measured figure.
 *
 * @param name what it is
 * @param unit of the values
 * @param least of what was seen, or may be
 * @param typical what is reckoned with
 * @param most of what was seen, or may be
 * @param from the command that measured it, or how else it is known
 */
public record Figure(String name, String unit, double least, double typical, double most, String from) {
    /** Which of a figure's values is reckoned with. */
    public enum Level {
        LEAST,
        TYPICAL,
        MOST
    }

    public Figure {
        if (!(0 <= least && least <= typical && typical <= most)) {
            throw new IllegalArgumentException(
                    name + ": " + least + ", " + typical + ", " + most + " must rise from 0 or more");
        }
    }

    double at(Level level) {
        return switch (level) {
            case LEAST -> least;
            case TYPICAL -> typical;
            case MOST -> most;
        };
    }
}
