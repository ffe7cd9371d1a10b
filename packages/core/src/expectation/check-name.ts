import type { Cluster } from '../cluster/cluster.js';
import type { NameResolution } from '../dns/resolve-name.js';
import { resolveName } from '../dns/resolve-name.js';
import { outcomeText } from '../explain/outcome-text.js';
import type { Node } from '../object/node.js';
import type { Pod } from '../object/pod.js';
import { departureOf } from '../pipeline/departure.js';
import type { AllTraces } from '../pipeline/trace-all.js';
import { traceAll } from '../pipeline/trace-all.js';
import { distinct, traceRequest } from '../pipeline/trace-request.js';
import type { Origin } from '../request/origin.js';
import { readRequest } from '../request/read-request.js';
import type { Outcome } from '../trace/outcome.js';
import type { Place } from '../trace/place.js';
import type { Trace } from '../trace/trace.js';
import type { NameRequest } from './asked.js';
import { addressesText, requireMembers } from './checks.js';
import type { Expectation, ExpectationMember, Expectations } from './expectation.js';
import { ExpectationError } from './expectation.js';
import { failureOf, shareOf } from './failing-way.js';
import { touched } from './touched.js';
import type { Verdict } from './verdict.js';

/**
 * Holds a question to DNS against what is expected of it, its addresses or its error: of every server to which the
 * resolver of the client may come.
 */
export function checkName(
  cluster: Cluster,
  request: NameRequest,
  { expect = {}, may }: Expectations,
): Verdict {
  if (may !== undefined) {
    throw new ExpectationError(undefined, 'a name has one answer: write expect in place of may');
  }
  const checks = nameChecks(expect);
  const from = request.from ?? cluster.platform.defaultOrigin;
  const departure = departureOf(cluster, from);
  const on = 'position' in departure ? machineAt(cluster, departure.place) : undefined;
  const resolution = resolveName(cluster, request.name, {
    types: [request.dns],
    ...(on !== undefined && { on }),
  });
  const all = waysToServer(cluster, from, resolution);
  const answers = 'position' in departure ? answersOf(resolution, request, all) : [unknownAt(departure)];
  const explained = explainedBy(cluster, from, request);
  const failures = checks.flatMap(({ member, expected, instead }) => {
    const ways = answers.flatMap((answer) => {
      const actual = answer.unknown ?? instead(answer);
      const trace = answer.trace ?? explained;
      if (actual === undefined) return [];
      return [{ instead: actual, probability: answer.probability, ...(trace !== undefined && { trace }) }];
    });
    return failureOf({ member, of: 'expect', expected }, ways, ({ trace }) => fixIn(trace));
  });
  const way = all === undefined ? { assumptions: [], problems: [] } : touched(cluster, all);
  return {
    holds: failures.length === 0,
    request,
    failures,
    ...(all !== undefined && { all }),
    resolution,
    unknown: shareOf(answers.filter((answer) => answer.unknown !== undefined)),
    assumptions: distinct([...resolution.assumptions, ...way.assumptions]),
    problems: way.problems,
    notes: [],
  };
}

/** What a client finds out about a name, with a probability. */
interface NameAnswer {
  readonly probability: number;
  readonly rcode: string;
  readonly records: readonly string[];
  /** Why nobody knows what is found out. */
  readonly unknown?: string;
  /** The way on which the question was lost. */
  readonly trace?: Trace;
}

interface NameCheck {
  readonly member: ExpectationMember;
  readonly expected: string;
  readonly instead: (answer: NameAnswer) => string | undefined;
}

function nameChecks({ rcode, addresses, ...others }: Expectation): readonly NameCheck[] {
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new ExpectationError(undefined, `a question to DNS has no ${other}: expect addresses or rcode`);
  }
  const checks: NameCheck[] = [];
  if (rcode !== undefined) {
    checks.push({
      member: 'rcode',
      expected: rcode,
      instead: (answer) => (answer.rcode === rcode ? undefined : answerText(answer)),
    });
  }
  if (addresses !== undefined) {
    const expected = addressesText(addresses);
    checks.push({
      member: 'addresses',
      expected,
      instead: (answer) => (addressesText(answer.records) === expected ? undefined : answerText(answer)),
    });
  }
  requireMembers(checks.length);
  return checks;
}

function answerText({ rcode, records }: NameAnswer): string {
  return records.length === 0 ? rcode : addressesText(records);
}

function machineAt(cluster: Cluster, place: Place): Pod | Node | undefined {
  if (place.kind === 'pod') return cluster.get('Pod', `${place.namespace}/${place.name}`);
  return place.kind === 'node' ? cluster.get('Node', place.name) : undefined;
}

/** The ways of the question to the first name server; none where the hosts file or the public DNS knows. */
function waysToServer(
  cluster: Cluster,
  from: Origin,
  { answeredBy, resolver: { nameservers } }: NameResolution,
): AllTraces | undefined {
  const [nameserver] = nameservers;
  return answeredBy === 'hosts' || nameserver === undefined
    ? undefined
    : traceAll(cluster, dnsRequest(cluster, from, nameserver));
}

/** A datagram to port 53 of a name or an address, whatever is in it. */
function dnsRequest(cluster: Cluster, from: Origin, host: string): ReturnType<typeof readRequest> {
  return { ...readRequest({ url: 'udp://nameserver:53', from }, cluster.platform.defaultOrigin), host };
}

function answersOf(
  resolution: NameResolution,
  { dns }: NameRequest,
  all: AllTraces | undefined,
): readonly NameAnswer[] {
  const answer = answerIn(resolution, dns);
  if (all === undefined) return [{ ...answer, probability: 1 }];
  return all.branches.map(({ trace, probability }) =>
    isAnswered(resolution, trace.outcome)
      ? { ...answer, probability }
      : { ...lostIn(trace.outcome), probability, trace },
  );
}

function answerIn(resolution: NameResolution, type: string): Omit<NameAnswer, 'probability'> {
  const { hosts, queries, result } = resolution;
  const records = queries
    .flatMap(({ answer }) => answer)
    .filter((record) => record.type === type)
    .map(({ data }) => data);
  switch (result) {
    case 'found':
      return { rcode: 'NOERROR', records: [...hosts, ...records] };
    case 'UNKNOWN':
      return { rcode: result, records: [], unknown: 'unknown: nobody said whether the name exists' };
    case 'NXDOMAIN':
    case 'NODATA':
    case 'SERVFAIL':
      return { rcode: result, records: [] };
    default:
      return result satisfies never;
  }
}

function isAnswered({ answeredBy }: NameResolution, { kind }: Outcome): boolean {
  return kind === 'left' || (kind === 'delivered' && answeredBy === 'cluster');
}

function lostIn(outcome: Outcome): Omit<NameAnswer, 'probability'> {
  const isUnknown = outcome.kind === 'unknown' || outcome.kind === 'delivered';
  return {
    rcode: outcome.kind === 'refused' ? 'REFUSED' : 'TIMEOUT',
    records: [],
    ...(isUnknown && { unknown: `unknown: ${outcome.cause.message}` }),
  };
}

function unknownAt(outcome: Outcome): NameAnswer {
  return { rcode: 'UNKNOWN', records: [], probability: 1, unknown: outcomeText(outcome) };
}

/** A trace that tells why a name has no address. */
function explainedBy(cluster: Cluster, from: Origin, { name, dns }: NameRequest): Trace | undefined {
  if (dns !== 'A' && dns !== 'AAAA') return undefined;
  const trace = traceRequest(cluster, dnsRequest(cluster, from, name));
  return trace.outcome.kind === 'dns-error' ? trace : undefined;
}

function fixIn(trace: Trace | undefined): string | undefined {
  const cause = trace?.outcome.cause;
  return cause?.fix === undefined ? cause?.message : `${cause.message} ${cause.fix}`;
}
