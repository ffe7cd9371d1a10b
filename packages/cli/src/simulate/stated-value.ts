// Values as scenarios write them; their patterns stand in the schema.

/** @minLength 1 */
export type NonEmptyText = string;

/**
 * A text without control characters.
 *
 * @pattern ^\P{Cc}+$
 */
export type Line = string;

/**
 * @asType integer
 * @minimum 0
 */
export type Count = number;

/**
 * @asType integer
 * @minimum 0
 * @maximum 255
 */
export type ExitCode = number;

/** A Kubernetes object. */
export type ObjectValue = Readonly<Record<string, unknown>>;

/**
 * A time is written 250ms, 1.5s, 1m30s or 2h.
 *
 * @pattern ^(\d+(\.\d+)?(ms|s|m|h))+$
 */
type DurationText = string;

/** A time such as 250ms, 1.5s, 1m30s or 2h. */
export type Duration = DurationText | 0;

/**
 * A time is written 250ms, 1.5s, 1m30s or 2h; one that is drawn between two 1s..5s.
 *
 * @pattern ^((\d+(\.\d+)?(ms|s|m|h))+|0(?=\.\.))(\.\.(\d+(\.\d+)?(ms|s|m|h))+)?$
 */
type DelayText = string;

/** A time such as 250ms, or one drawn between two, such as 1s..5s. */
export type Delay = DelayText | 0;

/**
 * A number is held to another one as '<= 3' or '> 100', in quotes.
 *
 * @pattern ^(<=?|>=?|=) ?\d+$
 */
type CountBoundText = string;

/** How many, such as 0 or '<= 3'. */
export type CountBound = CountBoundText | Count;

/** @pattern ^((<=?|>=?|=) ?\d+(\.\d+)?|100) ?%$ */
export type ShareBound = string;

/** @pattern ^(<=?|>=?|=) ?(\d+(\.\d+)?(ms|s|m|h))+$ */
export type TimeBound = string;

/** @pattern ^(<=?|>=?|=) ?\d+(\.\d+)?$ */
export type RatioBound = string;
