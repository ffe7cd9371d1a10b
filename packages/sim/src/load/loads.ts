import type { Request } from '@kubehop/core';
import type { Memory } from '@kubehop/core/components';
import { courseOf, type CourseWorld } from '../request/course.js';
import { sendOver } from '../request/over-standing.js';
import { seedOfRequests, type Requests } from '../request/requests.js';
import { obstacleOn } from '../request/standing.js';
import type { VirtualClock } from '../time/clock.js';
import { SeededRandom } from '../time/random.js';
import type { LoadOptions } from './load.js';
import { LoadRun, type LoadWorld } from './load-run.js';

/** The loads of a simulation. Each has chances of its own: another one beside it changes nothing for it. */
export class Loads {
  readonly #clock: VirtualClock;
  readonly #requests: Requests;
  readonly #places: CourseWorld;
  readonly #seed: number;
  readonly #followsEach: boolean;
  #count = 0;

  /** @param followsEach whether each request is followed through time by itself */
  constructor(
    clock: VirtualClock,
    requests: Requests,
    places: CourseWorld,
    seed: number,
    followsEach: boolean,
  ) {
    this.#clock = clock;
    this.#requests = requests;
    this.#places = places;
    this.#seed = seed;
    this.#followsEach = followsEach;
  }

  /** Sends a stream of requests from now on. */
  begin(request: Request, options: LoadOptions): LoadRun {
    this.#count++;
    return new LoadRun(this.#worldOf(request, options), request, options);
  }

  #worldOf(request: Request, options: LoadOptions): LoadWorld {
    const seed = this.#seed ^ seedOfRequests ^ (this.#count << 8);
    const random = new SeededRandom(seed);
    const clock = this.#clock;
    const world = { ...this.#requests.worldOf(request.from, random), clock: clock.ofOnlookers };
    const { around } = this.#requests;
    const memoryNow = (): Memory => ({ ...world.memory(), now: clock.now / 1_000 });
    return {
      ...world,
      clock,
      random,
      seed,
      // Who remembers names asks something else than the one before.
      followsEach: this.#followsEach || (options.nameCache ?? 0) > 0,
      answerDelay: (trace) => courseOf(trace, this.#places)?.answerDelay ?? 0,
      incarnation: (pod) => around.incarnation(pod),
      isCutOff: (standing) =>
        obstacleOn(standing, around.obstacles, around.cluster(), request.from) !== undefined,
      noteSyn: (first) => {
        world.synAgain.note(first, world.views(), memoryNow());
      },
      synAgain: (first) => {
        let isRepeated = true;
        const trace = world.synAgain.send(first, world.views(), memoryNow(), world.epoch(), () => {
          isRepeated = false;
          return 0;
        });
        return isRepeated ? trace : undefined;
      },
      exchange: (client, beginning, held, done) => {
        if (held === undefined) this.#requests.beginIn(world, request, client, done, beginning);
        else sendOver(world, around, { ...held, request, client, beginning }, done);
      },
    };
  }
}
