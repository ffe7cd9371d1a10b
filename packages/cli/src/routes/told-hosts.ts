import type { Request, Scheme } from '@kubehop/core';
import type { RequestDestination, RequestRange, RouteClass, Routes } from '@kubehop/core/analysis';
import { isOfClass, withHost } from './example-for-host.js';
import { anyOther, covers, narrowness } from './host-text.js';

/** What the ranges at each place call a host: the text of the narrowest rule that names it, or `any other`. */
export class ToldHosts {
  readonly #routes: Routes;
  readonly host: string;
  /** All texts of a place. */
  readonly #texts = new Map<string, Set<string>>();
  readonly #told = new Map<string, readonly string[]>();
  /** Of each text a request of every range that has it, with its class. */
  readonly #examples = new Map<string, (readonly [RouteClass, Request])[]>();
  readonly #covered = new Map<string, boolean>();

  constructor(routes: Routes, host: string) {
    this.#routes = routes;
    this.host = host;
    for (const each of routes.classes) for (const range of each.requests) this.#add(each, range);
  }

  #add(each: RouteClass, { schemes, destinations, hosts, example }: RequestRange): void {
    for (const text of hosts) {
      const examples = this.#examples.get(text);
      if (examples === undefined) this.#examples.set(text, [[each, example]]);
      else examples.push([each, example]);
    }
    if (hosts.length === 0) return;
    for (const place of schemes.flatMap((scheme) => destinations.map((to) => placeOf(scheme, to)))) {
      const texts = this.#texts.get(place) ?? new Set();
      this.#texts.set(place, texts);
      for (const text of hosts) texts.add(text);
    }
  }

  /** The texts that are about the host at a place; of a wildcard also the hosts that it covers. */
  at(scheme: Scheme, destination: RequestDestination): readonly string[] {
    const place = placeOf(scheme, destination);
    const known = this.#told.get(place);
    if (known !== undefined) return known;
    const texts = [...(this.#texts.get(place) ?? [])];
    const [narrowest = anyOther] = texts
      .filter((text) => this.#covers(text))
      .sort((one, other) => narrowness(other) - narrowness(one));
    const told = [narrowest, ...texts.filter((text) => isWildcard(this.host) && covers(this.host, text))];
    this.#told.set(place, told);
    return told;
  }

  #covers(text: string): boolean {
    const known = this.#covered.get(text);
    if (known !== undefined) return known;
    const host = isWildcard(this.host) ? `${labelOfNobody}${this.host.slice(1)}` : this.host;
    const found = covers(text, host) ?? this.#isTaken(text, host);
    this.#covered.set(text, found);
    return found;
  }

  /** Whether requests for a host fare as those that have a text. */
  #isTaken(text: string, host: string): boolean {
    return (this.#examples.get(text) ?? []).every(([each, example]) =>
      isOfClass({ ...withHost(example, host), insecure: true }, each, this.#routes),
    );
  }
}

/** Stands for the star of a wildcard where no rule names the host. */
const labelOfNobody = 'label-of-nobody';

function isWildcard(host: string): boolean {
  return host.startsWith('*.');
}

function placeOf(scheme: Scheme, destination: RequestDestination): string {
  return `${scheme} ${JSON.stringify(destination)}`;
}
