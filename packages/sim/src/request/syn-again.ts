import { replay, type OpenChoice, type Request, type Trace } from '@kubehop/core';
import type { Memory } from '@kubehop/core/components';
import { openTrace, type Views } from '@kubehop/core/engine';

/** One of the ports that a kernel picks from; each connection here is looked at alone. @see Linux ip_local_port_range */
const anyEphemeralPort = 32_768;

/** A way that was gone again, as long as nothing changes. */
interface Repeated {
  readonly epoch: number;
  readonly trace: Trace;
}

/**
 * SYNs that are sent again. The nodes on the way track a connection from its first packet on: whatever their rules
 * become, it goes where it went.
 *
 * @see Linux net/netfilter/nf_conntrack_proto_tcp.c: a SYN that is sent again belongs to its entry
 */
export class SynAgain {
  readonly #tracked = new WeakMap<Trace, Memory['connections']>();
  readonly #repeated = new WeakMap<Trace, Repeated>();

  /** Notes what the nodes track of a connection whose first packet went a way. */
  note(first: Trace, views: Views, memory: Memory): void {
    if (this.#tracked.has(first)) return;
    const open = openTrace(tracked(first.request), replay(first));
    for (let { connections } = memory; ;) {
      const step = open.advance(views, { ...memory, connections });
      ({ connections } = step.memory);
      if (step.trace === undefined) continue;
      this.#tracked.set(first, connections);
      return;
    }
  }

  /**
   * The same packet once more, at this moment.
   *
   * @param choose takes a choice that was not there before
   */
  send(
    first: Trace,
    views: Views,
    memory: Memory,
    epoch: number,
    choose: (choice: OpenChoice) => number,
  ): Trace {
    const known = this.#repeated.get(first);
    if (known?.epoch === epoch) return known.trace;
    const chosen = first.hops.flatMap(({ choice }) => (choice === undefined ? [] : [choice.index]));
    let position = 0;
    let isRepeated = true;
    const open = openTrace(tracked(first.request), (choice) => {
      const before = chosen[position++];
      if (before !== undefined && before < choice.candidates.length) return before;
      isRepeated = false;
      return choose(choice);
    });
    for (let connections = this.#tracked.get(first) ?? memory.connections; ;) {
      const step = open.advance(views, { ...memory, connections });
      ({ connections } = step.memory);
      if (step.trace === undefined) continue;
      if (isRepeated) this.#repeated.set(first, { epoch, trace: step.trace });
      return step.trace;
    }
  }
}

function tracked(request: Request): Request {
  return { ...request, sourcePort: request.sourcePort ?? anyEphemeralPort };
}
