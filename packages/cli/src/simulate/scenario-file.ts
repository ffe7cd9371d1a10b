import type { CauseCode, Hop, Outcome } from '@kubehop/core';
import type { ClientOptions } from '@kubehop/sim';
import type { Config } from '../config/config.js';
import type { StatedSender } from '../input/stated-sender.js';
import type { StatedAct } from './stated-act.js';
import type { StatedBehaviour } from './stated-behaviour.js';
import type { StatedDelays } from './stated-delays.js';
import type {
  Count,
  CountBound,
  Delay,
  Duration,
  Line,
  NonEmptyText,
  ObjectValue,
  RatioBound,
  ShareBound,
  TimeBound,
} from './stated-value.js';

/** What a scenario says: the cluster, as a `kubehop.yaml` describes its platform, and what happens in it. */
export interface ScenarioFile extends Omit<Config, 'files' | 'prices'>, StatedScenario {}

/** What a scenario says beside the platform; `kubehop-scenario.schema.json` is made of it. */
export interface StatedScenario {
  /** What the scenario shows, in words, on one line. */
  readonly name?: Line;
  /** The manifests: files and directories, relative to this file, or objects. -f takes their place. */
  readonly manifests?: readonly (NonEmptyText | ObjectValue)[];
  /** Decides everything that is drawn: the same seed, the same output. 1 unless given. */
  readonly seed?: Count;
  /** How long components take to learn of things; their own defaults unless given. */
  readonly delays?: StatedDelays;
  /** What processes do. They listen at once, answer at once and end at SIGTERM unless given; what stands further below counts more. */
  readonly behaviours?: readonly StatedBehaviour[];
  /** How long requests spend at the hops of each stage, such as { pod: 2ms..5ms }; no time unless given. */
  readonly latency?: Readonly<Partial<Record<Hop['stage'], Delay>>>;
  /** Streams of requests. */
  readonly loads?: readonly StatedLoad[];
  /** What happens, in the order of time. */
  readonly acts?: readonly StatedAct[];
  /** Single requests, in the order of time; the way of each is told. */
  readonly requests?: readonly StatedRequest[];
  /** When the scenario ends, such as 5m. */
  readonly until: Duration;
  /** One step of the timelines, such as 100ms; 1s unless given. */
  readonly step?: Duration;
  /** What must have come of every load. */
  readonly expect?: StatedLoadExpectation;
}

/** A request, and what its client is told besides. */
export interface StatedClient extends StatedSender {
  /** GET https://shop.example.com/cart or tcp://db.shop:5432 */
  readonly request: Line;
  /** What the report calls it; the request unless given. */
  readonly name?: Line;
  /** How long the client waits for an answer, such as 5s; 60s unless given, null: as long as its kernel does. */
  readonly timeout?: Duration | null;
  /** How often the client tries again what failed, and how long it waits before. */
  readonly retries?: StatedRetries;
  /** For how long the client remembers the address of a name, whatever its TTL: 30s as the JVM, 60s as libcurl; not at all unless given. */
  readonly nameCache?: Duration;
  /** The kernel of the client, which decides when a SYN is sent again; since-6.5 unless given. */
  readonly kernel?: NonNullable<ClientOptions['kernel']>;
}

/** How a client tries again. */
export interface StatedRetries {
  /** How often at most. */
  readonly times: Count;
  /** How long it waits before, such as 1s or 100ms..2s; not at all unless given. */
  readonly wait?: Delay;
}

/** A stream of equal requests: so many a second (rate), or by clients of which each thinks after an answer (clients and think). */
export interface StatedLoad extends StatedClient {
  /** How many requests are sent, such as 100/s or 30/m, whatever comes of them. */
  readonly rate?: Rate;
  /** Whether the requests of a rate come at equal distances (constant, the default) or by chance (poisson). */
  readonly arrivals?: 'constant' | 'poisson';
  /** How many clients there are, each of which sends its next request after the answer to the last one; with a rate, those that keep a connection. */
  readonly clients?: Count;
  /** How long a client waits after an answer before it sends its next request, such as 1s or 1s..5s. */
  readonly think?: Delay;
  /** new: every request has a connection of its own, the default. kept: each client uses its connection again. */
  readonly connections?: 'new' | 'kept';
  /** When it begins, such as 10s; with the scenario unless given. */
  readonly at?: Duration;
  /** How long requests are sent, such as 2m; up to the end unless given. */
  readonly for?: Duration;
  /** What must have come of it, besides what must have come of every load. */
  readonly expect?: StatedLoadExpectation;
}

/** One request. */
export interface StatedRequest extends StatedClient {
  /** When it is sent, such as 30s. */
  readonly at: Duration;
  /** What must have come of it. */
  readonly expect?: StatedAnswerExpectation;
}

/** What must have come of a request. */
export interface StatedAnswerExpectation {
  /** What the client sees. */
  readonly outcome?: Outcome['kind'];
  /** The status of the response, such as 200. */
  readonly status?: Count;
  /** The code of the cause that the outcome names. */
  readonly cause?: CauseCode;
  /** The time until its answer, such as '< 200ms'. */
  readonly took?: TimeBound;
}

/** What must have come of a load. */
export interface StatedLoadExpectation {
  /** The share of requests that got an answer which is no error of the server, such as '>= 99.9%' or 100%. */
  readonly availability?: ShareBound;
  /** How many requests were sent, such as '> 1000'. */
  readonly requests?: CountBound;
  /** How many requests failed, such as 0 or '<= 3'. */
  readonly errors?: CountBound;
  /** How many requests failed for each of these reasons, such as { process-not-listening: '<= 3' }. */
  readonly causes?: Readonly<Partial<Record<CauseCode, CountBound>>>;
  /** When the last request was sent that failed, such as '< 60s'; it holds where none failed. */
  readonly lastError?: TimeBound;
  /** The time in which half of the requests that succeeded had their answer, such as '< 200ms'. */
  readonly p50?: TimeBound;
  /** The time in which 95 % of the requests that succeeded had their answer, such as '< 200ms'. */
  readonly p95?: TimeBound;
  /** The time in which 99 % of the requests that succeeded had their answer, such as '< 200ms'. */
  readonly p99?: TimeBound;
  /** The longest time until an answer, such as '< 1s'. */
  readonly max?: TimeBound;
  /** The requests of the busiest pod against the mean of all that answered, such as '< 1.5'; 1 is even. */
  readonly imbalance?: RatioBound;
}

/**
 * A rate is written 100/s, 30/m or 5/h.
 *
 * @pattern ^\d+(\.\d+)? ?\/ ?(s|m|h)$
 */
type RateText = string;

/** Requests in a second, a minute or an hour. */
type Rate = RateText | PositiveNumber;

/** @exclusiveMinimum 0 */
type PositiveNumber = number;
