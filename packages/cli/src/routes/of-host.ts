import type { RequestDestination, RequestRange, RouteClass, Routes } from '@kubehop/core/analysis';
import { exampleForHost } from './example-for-host.js';
import { anyOther, covers } from './host-text.js';
import { ToldHosts } from './told-hosts.js';

/** The ways in for a host. */
export interface RoutesOfHost {
  readonly found: Routes;
  /** Whether something is about the host; else it fares like any other. */
  readonly isNamed: boolean;
}

/**
 * The classes with requests for a host, and of them these requests: at each place those of the narrowest rule that names
 * it, else those for any other host; where no rule asks for hosts, what is sent to this name or address.
 *
 * @param host in small letters, without final dot; `*.example.com` is every name with one label in place of the star
 */
export function ofHost(every: Routes, host: string): RoutesOfHost {
  const told = new ToldHosts(every, host);
  const classes = every.classes.flatMap((each): readonly RouteClass[] => {
    const requests = each.requests
      .flatMap((range) => narrowed(range, told, host))
      .map((range) =>
        host.startsWith('*.') ? range : { ...range, example: exampleForHost(range, host, each, every) },
      );
    const [first] = requests;
    return first === undefined ? [] : [{ ...each, requests, example: first.example }];
  });
  const requests = classes.flatMap((each) => each.requests);
  return { found: { ...every, classes }, isNamed: isAbout(requests, host) };
}

/** Whether a rule names the host, or all that is sent to it is taken whatever its Host. */
function isAbout(requests: readonly RequestRange[], host: string): boolean {
  const others = requests.filter(({ hosts }) => hosts.includes(anyOther));
  const isOwn = others.length < requests.length;
  return (
    requests.some(({ hosts }) => hosts.length > 0 && !hosts.includes(anyOther)) ||
    (isOwn && !others.some(({ destinations }) => destinations.some((each) => isAt(each, host))))
  );
}

/** The hosts that rules name, as they write them. */
export function hostsIn({ classes }: Routes): ReadonlySet<string> {
  const texts = classes.flatMap(({ requests }) => requests.flatMap(({ hosts }) => hosts));
  return new Set(texts.filter((text) => /^[*\w.-]+$/.test(text) && text !== '_'));
}

/** The requests of a range for a host: of several places some may have a rule for it. */
function narrowed(range: RequestRange, told: ToldHosts, host: string): readonly RequestRange[] {
  if (range.hosts.length === 0) {
    const destinations = range.destinations
      .filter((destination) => isAt(destination, host))
      .map((destination) => withNamesFirst(destination, [host]));
    return destinations.length === 0 ? [] : [{ ...range, destinations }];
  }
  const parts = new Map<string, RequestRange>();
  for (const scheme of range.schemes) {
    for (const part of partsOver(range, told, scheme)) {
      const key = JSON.stringify([part.hosts, part.destinations]);
      const schemes = [...(parts.get(key)?.schemes ?? []), scheme];
      parts.set(key, { ...part, schemes });
    }
  }
  return [...parts.values()];
}

/** The requests of a range over a scheme, by what rules call the host there. */
function partsOver(
  range: RequestRange,
  told: ToldHosts,
  scheme: RequestRange['schemes'][number],
): readonly RequestRange[] {
  const parts = new Map<string, RequestRange>();
  for (const destination of range.destinations) {
    const asked = told.at(scheme, destination);
    const hosts = range.hosts.filter((text) => asked.includes(text));
    const key = hosts.join(' ');
    const place = withNamesFirst(destination, [told.host, ...hosts]);
    const destinations = [...(parts.get(key)?.destinations ?? []), place];
    if (hosts.length > 0) parts.set(key, { ...range, hosts, destinations });
  }
  return [...parts.values()];
}

/** A place with the names first that texts are about. */
function withNamesFirst(destination: RequestDestination, texts: readonly string[]): RequestDestination {
  const { names } = destination;
  const rank = (name: string): number => {
    const index = texts.findIndex((text) => covers(text, bare(name)) === true);
    return index < 0 ? texts.length : index;
  };
  return { ...destination, names: [...names].sort((one, other) => rank(one) - rank(other)) };
}

/** Whether a place has this name or this address. */
function isAt({ names, addresses }: RequestDestination, host: string): boolean {
  const address = host.replaceAll(/[[\]]/g, '');
  return names.some((name) => covers(host, bare(name)) === true) || addresses.includes(address);
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
