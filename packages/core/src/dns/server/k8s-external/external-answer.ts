import type { DnsRecord } from '../../../trace/hop.js';
import type { Candidate, ClusterFinding, ExternalHostname } from '../../finding.js';
import type { AddressType, Answer, Question } from '../../message.js';
import { fullName, nameBelow } from '../../name.js';
import { endpointName } from '../kubernetes/endpoint-name.js';
import type { ExternalView } from './view.js';

type External = Extract<ClusterFinding, { kind: 'external' }>;

/** The records of a Service with external addresses. @see coredns/coredns plugin/k8s_external/msg_to_dns.go */
export function externalAnswer(view: ExternalView, zone: string, query: Question, finding: External): Answer {
  const { name, type } = query;
  switch (type) {
    case 'A':
    case 'AAAA':
      return addressAnswer(view, query, type, finding);
    case 'SRV':
      return serviceAnswer(view, zone, name, finding);
    default:
      return { rcode: 'NOERROR', records: [], finding };
  }
}

/** A host name is an alias that the server itself follows. */
function addressAnswer(
  { plugin, kubernetes }: ExternalView,
  { name }: Question,
  type: AddressType,
  finding: External,
): Answer {
  const records: DnsRecord[] = [];
  const family = type === 'A' ? 'IPv4' : 'IPv6';
  const addresses = new Set<string>();
  let target: Answer | undefined;
  for (const candidate of finding.candidates) {
    if ('hostname' in candidate) {
      const data = fullName(candidate.hostname);
      target = kubernetes.resolve({ name: data, type });
      records.push({ name, type: 'CNAME', ttl: kubernetes.plugin.ttl, data }, ...target.records);
    } else if (candidate.family === family && !addresses.has(candidate.address)) {
      addresses.add(candidate.address);
      records.push({ name, type, ttl: plugin.ttl, data: candidate.address });
    }
  }
  const rcode = target?.rcode === 'UNKNOWN' ? 'UNKNOWN' : 'NOERROR';
  return { rcode, records, finding, ...(target !== undefined && { target }) };
}

/** The weight is shared over the candidates before equal records become one. */
function serviceAnswer(view: ExternalView, zone: string, name: string, finding: External): Answer {
  const { kubernetes, plugin } = view;
  const weight = Math.max(1, Math.floor(100 / finding.candidates.length));
  const records = new Map<string, DnsRecord>();
  const additional = new Map<string, readonly DnsRecord[]>();
  for (const candidate of finding.candidates) {
    if (candidate.port.port === undefined) continue;
    const target = targetOf(view, zone, finding, candidate);
    const data = `0 ${weight} ${candidate.port.port} ${target}`;
    records.set(data, { name, type: 'SRV', ttl: kubernetes.plugin.ttl, data });
    if ('hostname' in candidate) {
      const answers = (['A', 'AAAA'] as const).map((type) => kubernetes.resolve({ name: target, type }));
      additional.set(
        target,
        answers.flatMap((answer) => answer.records),
      );
    } else {
      const type = candidate.family === 'IPv4' ? 'A' : 'AAAA';
      const record: DnsRecord = { name: target, type, ttl: plugin.ttl, data: candidate.address };
      additional.set(`${target} ${candidate.address}`, [record]);
    }
  }
  return {
    rcode: 'NOERROR',
    records: [...records.values()],
    additional: [...additional.values()].flat(),
    finding,
  };
}

function targetOf(
  { kubernetes }: ExternalView,
  zone: string,
  { service }: External,
  candidate: Candidate | ExternalHostname,
): string {
  if ('hostname' in candidate) return fullName(candidate.hostname);
  const name = nameBelow(zone, `${service.metadata.name}.${service.metadata.namespace}`);
  const { endpoint, address } = candidate;
  return endpoint === undefined
    ? name
    : `${endpointName(endpoint, address, kubernetes.plugin.endpointPodNames)}.${name}`;
}
