import type { DnsRecord } from '../../trace/hop.js';
import { isCarried, nameOctets } from '../name.js';
import type { QuestionType, Rcode } from '../message.js';

/** How the C library of a client resolves. @public */
export interface ResolverSettings {
  readonly dialect: 'glibc' | 'musl';
  readonly searches: readonly string[];
  readonly ndots: number;
}

/** An answer as far as the resolver looks at it. @public */
export interface Reply {
  readonly rcode: Rcode;
  readonly records: readonly DnsRecord[];
}

/** A name that was asked for, with the answer to each type. @public */
export interface Asked<R extends Reply> {
  readonly name: string;
  readonly answers: readonly R[];
}

/** Everything that was asked for one name, and what came of it. @public */
export interface Walk<R extends Reply> {
  readonly asked: readonly Asked<R>[];
  /** The last name asked, where an answer holds a record of an asked type. */
  readonly found: Asked<R> | undefined;
  /** What the C library reports in the end. */
  readonly result: 'found' | 'NXDOMAIN' | 'NODATA' | 'SERVFAIL';
}

/** The resolver of a client: which names it asks for, and when it stops. @public */
export interface Resolver {
  /** The full names to ask for, in order, as long as none is answered; made one by one as they are needed. */
  candidates(name: string): Iterable<string>;
  /** Asks for one name after the other until one is answered. */
  resolve<R extends Reply>(
    name: string,
    types: readonly QuestionType[],
    ask: (name: string, types: readonly QuestionType[]) => readonly R[],
  ): Walk<R>;
}

/** musl reads resolv.conf by lines of 256 octets and drops those that don't fit. */
const longestMuslSearch = 254;

/**
 * The resolver of the C library as `getaddrinfo` uses it.
 *
 * @see glibc resolv/res_query.c, __res_context_search
 * @see musl src/network/lookup_name.c, name_from_dns_search
 * @public
 * @example
 * [...resolver({ dialect: 'glibc', searches: ['shop.svc.cluster.local'], ndots: 5 }).candidates('cart')];
 * // ['cart.shop.svc.cluster.local.', 'cart.']
 */
export function resolver(settings: ResolverSettings): Resolver {
  const { dialect, ndots } = settings;
  const isTooLong = dialect === 'musl' && settings.searches.join(' ').length > longestMuslSearch;
  const usable: ResolverSettings = { dialect, ndots, searches: isTooLong ? [] : settings.searches };
  return {
    candidates: (name) => candidates(usable, name),
    resolve: (name, types, ask) => resolve(usable, name, types, ask),
  };
}

function* candidates({ dialect, searches, ndots }: ResolverSettings, name: string): Generator<string> {
  if (!isCarried(name)) return;
  if (name.endsWith('.')) {
    yield name;
    return;
  }
  const plain = `${name}.`;
  const isDotted = hasDots(name, ndots);
  if (isDotted) yield plain;
  if (isDotted && dialect === 'musl') return;
  let isPlainAsked = isDotted;
  for (const domain of searches) {
    if (domain !== '.') {
      const candidate = `${plain}${domain}.`;
      if (candidate.length <= nameOctets) yield candidate;
    } else if (!isPlainAsked) {
      isPlainAsked = true;
      yield plain;
    }
  }
  if (!isPlainAsked) yield plain;
}

function hasDots(name: string, least: number): boolean {
  let dots = 0;
  for (let at = name.indexOf('.'); at >= 0 && dots < least; at = name.indexOf('.', at + 1)) dots += 1;
  return dots >= least;
}

function resolve<R extends Reply>(
  settings: ResolverSettings,
  name: string,
  types: readonly QuestionType[],
  ask: (name: string, types: readonly QuestionType[]) => readonly R[],
): Walk<R> {
  const asked: Asked<R>[] = [];
  for (const candidate of candidates(settings, name)) {
    const step = { name: candidate, answers: ask(candidate, types) };
    asked.push(step);
    if (step.answers.some((answer, index) => isFound(answer, types[index]))) {
      return { asked, found: step, result: 'found' };
    }
    if (settings.dialect === 'musl' && !isNameError(step.answers[0])) break;
  }
  return { asked, found: undefined, result: failureOf(settings, name, asked) };
}

/** An alias of which nobody knows where it leads is an answer all the same. */
function isFound(answer: Reply, type: QuestionType | undefined): boolean {
  if (answer.rcode === 'UNKNOWN') return answer.records.length > 0;
  return answer.records.some((record) => record.type === type);
}

function isNameError(answer: Reply | undefined): boolean {
  return answer?.rcode === 'NXDOMAIN' || answer?.rcode === 'UNKNOWN';
}

/** glibc reports the name as it was given, where that was asked first; else that some name existed, or some server failed. */
function failureOf<R extends Reply>(
  { dialect, ndots }: ResolverSettings,
  name: string,
  asked: readonly Asked<R>[],
): 'NXDOMAIN' | 'NODATA' | 'SERVFAIL' {
  const results = asked.map(({ answers }) => resultOf(dialect === 'musl' ? answers.slice(0, 1) : answers));
  if (dialect === 'musl') return results.at(-1) ?? 'NXDOMAIN';
  if (hasDots(name, ndots)) return results[0] ?? 'NXDOMAIN';
  if (results.includes('NODATA')) return 'NODATA';
  return results.includes('SERVFAIL') ? 'SERVFAIL' : 'NXDOMAIN';
}

function resultOf(answers: readonly Reply[]): 'NXDOMAIN' | 'NODATA' | 'SERVFAIL' {
  if (answers.some(({ rcode }) => rcode === 'NOERROR')) return 'NODATA';
  return answers.every(isNameError) ? 'NXDOMAIN' : 'SERVFAIL';
}
