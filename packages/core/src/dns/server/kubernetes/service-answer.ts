import type { DnsRecord } from '../../../trace/hop.js';
import type { Candidate, KubernetesFinding } from '../../finding.js';
import type { Answer } from '../../message.js';
import { nameBelow } from '../../name.js';
import { addressRecord } from './address-answer.js';
import { found, none } from './bare-answer.js';
import { endpointName } from './endpoint-name.js';
import type { Lookup } from './find.js';
import type { ServerView } from './view.js';

/**
 * SRV: one record for each target and port, all of the same weight.
 *
 * The weight is shared over the candidates before equal ones become one.
 * @see coredns/coredns plugin/backend_lookup.go, SRV
 */
export function serviceAnswer(view: ServerView, lookup: Lookup): Answer {
  const { finding } = lookup;
  if (finding.kind !== 'service' && finding.kind !== 'pod') return none(lookup);
  const { candidates } = finding;
  const weight = Math.max(1, Math.floor(100 / candidates.length));
  const records = new Map<string, DnsRecord>();
  const additional = new Map<string, DnsRecord>();
  for (const candidate of candidates) {
    if (candidate.port.port === undefined) continue;
    const target = targetOf(view, lookup.zone, finding, candidate);
    const data = `0 ${weight} ${candidate.port.port} ${target}`;
    records.set(data, { name: lookup.name, type: 'SRV', ttl: view.plugin.ttl, data });
    additional.set(`${target} ${candidate.address}`, addressRecord(view, target, candidate.address));
  }
  return { ...found(lookup, [...records.values()]), additional: [...additional.values()] };
}

function targetOf(
  view: ServerView,
  zone: string,
  finding: Extract<KubernetesFinding, { kind: 'service' | 'pod' }>,
  { endpoint, address, clusterId }: Candidate,
): string {
  if (finding.kind === 'pod') return nameBelow(zone, `${finding.name}.${finding.namespace}.pod`);
  const { name, namespace } = finding.service.metadata;
  const service = nameBelow(zone, `${name}.${namespace}.svc`);
  if (endpoint === undefined) return service;
  const own = endpointName(endpoint, address, view.plugin.endpointPodNames);
  return clusterId === undefined ? `${own}.${service}` : `${own}.${clusterId}.${service}`;
}
