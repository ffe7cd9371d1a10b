import { isInCIDR, parseCIDR } from '../address/cidr.js';
import { parseIP } from '../address/ip.js';
import type { Cluster } from '../cluster/cluster.js';
import { outcomeText } from '../explain/outcome-text.js';
import type { HttpView } from '../request/packet.js';
import type { Hop } from '../trace/hop.js';
import type { Trace } from '../trace/trace.js';
import type { Check } from './check.js';
import { deliveredAt } from './delivered.js';
import type { ExpectationMember, WayExpectation } from './expectation.js';
import { ExpectationError } from './expectation.js';

/** What an expectation says of the request as the pod gets it. */
export function backendChecks(cluster: Cluster, expectation: WayExpectation): readonly Check[] {
  const { pathAtBackend, hostAtBackend, headersAtBackend = {}, sourceAtPod } = expectation;
  const checks: Check[] = [];
  if (pathAtBackend !== undefined) {
    const withQuery = pathAtBackend.includes('?');
    checks.push(
      httpCheck('pathAtBackend', pathAtBackend, ({ target }) =>
        withQuery ? target : target.replace(/\?.*/s, ''),
      ),
    );
  }
  if (hostAtBackend !== undefined) {
    checks.push(httpCheck('hostAtBackend', hostAtBackend, ({ host }) => host ?? 'no Host header'));
  }
  for (const [name, value] of Object.entries(headersAtBackend)) checks.push(headerCheck(name, value));
  if (sourceAtPod !== undefined) checks.push(sourceCheck(cluster, sourceAtPod));
  return checks;
}

function undelivered({ outcome }: Trace): string {
  return `no pod gets it: ${outcomeText(outcome)}`;
}

function httpCheck(member: ExpectationMember, expected: string, actualOf: (http: HttpView) => string): Check {
  return {
    member,
    expected,
    instead: (trace) => {
      const pod = deliveredAt(trace);
      if (pod === undefined) return undelivered(trace);
      if (pod.packet.http === undefined) return 'the pod gets no HTTP that can be read';
      const actual = actualOf(pod.packet.http);
      return actual === expected ? undefined : actual;
    },
  };
}

function headerCheck(name: string, value: string | null): Check {
  const lower = name.toLowerCase();
  const check = httpCheck('headersAtBackend', `${name}: ${value ?? 'none'}`, ({ headers }) => {
    const values = headers.filter((header) => header.name === lower).map((header) => header.value);
    if (values.length === 0) return `${name}: none`;
    return `${name}: ${value === '*' ? '*' : values.join(', ')}`;
  });
  return check;
}

/** Ways from different nodes to one pod go on equally; the source that the pod sees tells them apart. */
function sourceCheck(cluster: Cluster, expected: string): Check {
  const isExpected = sourceTest(cluster, expected);
  return {
    member: 'sourceAtPod',
    expected,
    instead: (trace) => {
      const pod = deliveredAt(trace);
      if (pod === undefined) return undelivered(trace);
      return isExpected(pod.client, trace.hops) ? undefined : sourceText(cluster, pod.client);
    },
    told: (hops, { source }) => (isExpected(source.address, hops) ? '1' : '0'),
  };
}

type SourceTest = (address: string, hops: readonly Hop[]) => boolean;

function sourceTest(cluster: Cluster, expected: string): SourceTest {
  if (expected === 'node') return (address) => cluster.nodeByAddress(address) !== undefined;
  if (expected === 'client') return (address, hops) => address === clientAddress(hops);
  const ip = parseIP(expected);
  if (ip !== undefined) return (address) => address === ip.text;
  if (parseCIDR(expected) === undefined) {
    throw new ExpectationError(
      'sourceAtPod',
      `"${expected}" is no source: write an address, a range such as 10.0.0.0/8, client or node`,
    );
  }
  return (address) => isInCIDR(expected, address);
}

/** The address that the client sends from: known once its kernel has chosen one. */
function clientAddress(hops: readonly Hop[]): string | undefined {
  return hops.find(({ stage }) => stage !== 'client' && stage !== 'dns')?.packet.source.address;
}

function sourceText(cluster: Cluster, address: string): string {
  const node = cluster.nodeByAddress(address);
  if (node !== undefined) return `${address}, of node ${node.metadata.name}`;
  const pod = cluster.podByAddress(address);
  if (pod === undefined) return address;
  return `${address}, of pod/${pod.metadata.namespace}/${pod.metadata.name}`;
}
