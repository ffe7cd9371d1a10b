import type { Delay, ExitCode, Line } from './stated-value.js';

/** Which containers are meant, and what their processes do from some moment on. */
export interface StatedBehaviour {
  /** Only those of pods in this namespace. */
  readonly namespace?: Line;
  /** Only those of the pod of this name. */
  readonly pod?: Line;
  /** Only those of pods with these labels. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Only those of this name. */
  readonly container?: Line;
  /** Only those of this image, as the pod names it: tells the new version from the old one. */
  readonly image?: Line;
  /** What they do. */
  readonly does: StatedTraits;
}

/** What a process does; what is left out stays as it is. */
export interface StatedTraits {
  /** From the start of the container until it listens, such as 5s or 3s..10s. */
  readonly startup?: Delay;
  /** Whether it takes connections. */
  readonly listens?: boolean;
  /** It takes connections and answers nothing. */
  readonly hangs?: boolean;
  /** The status of its answers. */
  readonly status?: Status;
  /** The share of its answers that are errors, such as 5% or 0.05. */
  readonly errorRate?: Share;
  /** The status of those errors; 500 unless given. */
  readonly errorStatus?: Status;
  /** How long it takes for an answer, such as 20ms or 5ms..80ms. */
  readonly latency?: Delay;
  /** What its probes find, where that is not what requests find. */
  readonly healthy?: boolean;
  /** What it does on SIGTERM: exit stops at once and breaks what is under way; finish takes nothing new and finishes that; serve goes on as before until it ends; ignore does nothing. */
  readonly onSigterm?: 'exit' | 'finish' | 'serve' | 'ignore';
  /** From SIGTERM until it has ended, such as 10s. */
  readonly shutdown?: Delay;
  /** It ends by itself. */
  readonly ends?: StatedEnd;
}

/** When a process ends by itself. */
export interface StatedEnd {
  /** How long it runs, such as 30s or 10s..60s. */
  readonly after: Delay;
  /** Its exit code; 1 unless given. */
  readonly code?: ExitCode;
}

/**
 * @asType integer
 * @minimum 100
 * @maximum 599
 */
type Status = number;

/**
 * A share is written 5% or 0.05.
 *
 * @pattern ^\d+(\.\d+)? ?%$
 */
type Percentage = string;

/**
 * @minimum 0
 * @maximum 1
 */
type Portion = number;

type Share = Percentage | Portion;
